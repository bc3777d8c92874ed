import { isSettledByPairs, mayConflict, type PathEdits } from '../../core/analyse/meet-paths.ts';
import { findMergeOrder, type OrderChoice, type OrderQuestion } from '../../core/analyse/merge-order.ts';
import type { Oid } from '../../core/model/ids.ts';
import type { MergeOrder } from '../../core/model/presence.ts';
import type { TrialMerges } from '../ports/repository.ts';

/** A branch that could be merged. */
export interface Mergeable {
  readonly name: string;
  readonly tip: Oid;
  /** What it changes on its own. */
  readonly edits: PathEdits;
}

export interface MergesToOrder {
  readonly trial: TrialMerges;
  /** In the order to prefer; at most 8, each of which the base takes in without a conflict. */
  readonly branches: readonly Mergeable[];
}

// Sets that conflict only together are rare; whoever has so many of them gets no order.
const MOST_TRIES = 8;
const NO_LINES = { lines: false } as const;

/**
 * The order in which the base takes them in with the fewest conflicts, where that saves something against the worst.
 * Pairs choose it; then it is tried as a whole, and the number that is stated is that of the trial, unless no three of
 * them can meet: then it is what the pairs say.
 */
export async function orderMerges({ trial, branches }: MergesToOrder): Promise<MergeOrder | undefined> {
  const conflicting = await findConflictingPairs(trial, branches);
  const isSettled = isSettledByPairs(branches.map(({ edits }) => edits));
  const clashing: (readonly number[])[] = [];
  for (let tries = 0; conflicting && tries < MOST_TRIES; tries++) {
    const choice = findMergeOrder({ count: branches.length, conflicting, clashing });
    if (choice === undefined || choice.rest.length >= choice.worst) return undefined;
    const tried = isSettled ? choice : await tryOrder(trial, branches, choice);
    if (tried === undefined) return undefined;
    if ('clashing' in tried) {
      clashing.push(tried.clashing);
      continue;
    }
    const { clean, rest } = tried;
    const order = [...clean, ...rest].map((at) => branches[at]?.name ?? '');
    return { order, conflicts: rest.length, worst: choice.worst };
  }
  return undefined;
}

/** `undefined`: of some pair nobody knows. */
async function findConflictingPairs(
  trial: TrialMerges,
  branches: readonly Mergeable[],
): Promise<OrderQuestion['conflicting'] | undefined> {
  const all = branches.flatMap((a, i) =>
    branches.slice(i + 1).map((b, j) => ({ a, b, at: [i, i + j + 1] as const, tips: [a.tip, b.tip] })),
  );
  const pairs = all.filter(({ a, b }) => mayConflict(a.edits, b.edits));
  const outcomes = await trial.takeIn(
    pairs.map(({ tips }) => tips),
    NO_LINES,
  );
  if (outcomes.some(({ kind }) => kind === 'unknown')) return undefined;
  return pairs.filter((_, at) => outcomes[at]?.kind === 'conflicts').map(({ at }) => at);
}

type Tried = Pick<OrderChoice, 'clean' | 'rest'> | { readonly clashing: readonly number[] };

/** What the merges of an order meet when each is made on those before it; what conflicts is left aside. */
async function tryOrder(
  trial: TrialMerges,
  branches: readonly Mergeable[],
  choice: OrderChoice,
): Promise<Tried | undefined> {
  const tipsOf = (indices: readonly number[]): readonly Oid[] =>
    indices.flatMap((at) => branches[at]?.tip ?? []);
  const starts = choice.clean.map((_, at) => choice.clean.slice(0, at + 1));
  const walked = await trial.takeIn(starts.map(tipsOf), NO_LINES);
  const stop = walked.findIndex(({ kind }) => kind !== 'clean');
  if (stop >= 0) return walked[stop]?.kind === 'conflicts' ? { clashing: starts[stop] ?? [] } : undefined;
  let { clean, rest } = choice;
  for (;;) {
    const met = await trial.takeIn(
      rest.map((at) => tipsOf([...clean, at])),
      NO_LINES,
    );
    if (met.some(({ kind }) => kind === 'unknown')) return undefined;
    // what two have against each other a third may have settled
    const free = rest.find((_, at) => met[at]?.kind === 'clean');
    if (free === undefined) return { clean, rest };
    clean = [...clean, free];
    rest = rest.filter((at) => at !== free);
  }
}
