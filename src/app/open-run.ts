import { planRef, resultRef, taskOfRef, tasksOf } from '../core/claim/refs.ts';
import type { Oid, RefName, TaskId } from '../core/model/ids.ts';
import type { Plan } from '../core/model/plan.ts';
import type { Checked, Problem } from '../core/model/problem.ts';
import type { ClaimDesk } from './claim/desk.ts';
import { findBlocker } from './claim/find-blocker.ts';
import { otherRunAtWork, readSiblings, type SiblingsSeen } from './other-runs.ts';
import { readBranch } from './perform/ending/move-branch.ts';
import { planMessage, readPlanMessage } from './perform/ending/plan-commit.ts';
import type { ResultBranch, ResultSight } from './perform/run-context.ts';
import type { Publishing } from './ports/publishing.ts';
import { storeProblem } from './store-problem.ts';

export interface OpenRunWish {
  readonly plan: Plan;
  /** The bytes of its file. */
  readonly planFile: string;
  readonly desk: ClaimDesk;
  readonly publishing: Publishing;
  readonly branch: ResultBranch;
}

export type OpenedRun =
  /** `joined`: it was there already; its tasks that are done stay done. */
  | {
      readonly kind: 'open';
      readonly result: ResultSight;
      readonly joined: boolean;
      /** Tasks that were claimed before, by whomever. */
      readonly claimedBefore: readonly TaskId[];
      /** Runs for the same target that were left unfinished: begun with other tasks, settings, or another head. */
      readonly unfinished: readonly string[];
      /** The refs of all runs, as they were before. */
      readonly listed: ReadonlyMap<RefName, Oid>;
    }
  /** Everything was done and is on the branch. */
  | { readonly kind: 'finished-before'; readonly commit: Oid };

/**
 * Opens the run of a plan in the table, or joins it where it is open: plan ref and result ref, in one transaction.
 * Problems: `run-elsewhere`, `result-branch-taken`, and those of the table.
 */
export async function openRun(wish: OpenRunWish): Promise<Checked<OpenedRun>> {
  const siblings = await readSiblings(wish);
  if (!siblings.ok) return siblings;
  const other = await otherRunAtWork(wish, siblings.value.runs);
  if (other) return refuse(other);
  const seen = siblings.value;
  for (let tries = 0; tries < 3; tries++) {
    const known = await readKnown(wish);
    if (!known.ok) return known;
    if (known.value.kind !== 'to-begin') return accept(withSiblings(known.value, seen));
    const begun = await begin(wish, known.value);
    if (begun === 'look-again') continue;
    return begun.ok ? accept(withSiblings(begun.value, seen)) : begun;
  }
  const detail = 'the run could not be opened';
  const { table } = wish.desk.store;
  return refuse({ code: 'outcome-unknown', severity: 'error', data: { table, detail } });
}

const refuse = (problem: Problem): Checked<never> => ({ ok: false, problems: [problem] });
const accept = <T>(value: T): Checked<T> => ({ ok: true, value, warnings: [] });

/** Not begun, or only half of it is there: a server died while it was opened, or deleted. */
interface ToBegin {
  readonly kind: 'to-begin';
  readonly planTip: Oid | undefined;
  readonly tip: Oid | undefined;
}

/** The run as the table has it. */
async function readKnown(wish: OpenRunWish): Promise<Checked<OpenedRun | ToBegin>> {
  const { plan, desk, publishing } = wish;
  const refs = { planRef: planRef(plan.run), resultRef: resultRef(plan.run) };
  const listed = await desk.store.list([refs.planRef, refs.resultRef, tasksOf(plan.run)]);
  if (!listed.ok) return refuse(storeProblem(listed.failure, desk.store.table));
  const planTip = listed.value.get(refs.planRef);
  const tip = listed.value.get(refs.resultRef);
  if (planTip === undefined || tip === undefined) return accept({ kind: 'to-begin', planTip, tip });
  const sight = (await desk.store.read([planTip])).get(planTip);
  const state = sight?.kind === 'commit' ? readPlanMessage(sight.message) : undefined;
  if (state?.state === 'finished' && state.result !== undefined) {
    const branch = await readBranch(wish);
    // `finished` counts only if the branch contains the result.
    if (
      branch.ok &&
      branch.at !== undefined &&
      (await publishing.contains({ commit: state.result, in: branch.at }))
    )
      return accept({ kind: 'finished-before', commit: state.result });
  }
  return accept({
    kind: 'open',
    joined: true,
    claimedBefore: [...listed.value.keys()].flatMap((ref) => taskOfRef(ref)?.task ?? []),
    unfinished: [],
    listed: new Map(),
    result: { ...refs, head: plan.head, tip, planTip },
  });
}

async function begin(wish: OpenRunWish, there: ToBegin): Promise<Checked<OpenedRun> | 'look-again'> {
  const { plan, desk, publishing } = wish;
  const start = there.tip === undefined ? await startOf(wish) : accept(there.tip);
  if (!start.ok) return start;
  const tip = start.value;
  const refs = { planRef: planRef(plan.run), resultRef: resultRef(plan.run) };
  const planTip = await publishing.commitFile({
    name: 'plan.json',
    bytes: wish.planFile,
    parents: [],
    message: planMessage({ run: plan.run, state: 'open', at: desk.machine.now().wall }),
  });
  const outcome = await desk.store.commit({
    updates: [
      { ref: refs.planRef, expect: there.planTip ?? null, to: planTip },
      ...(there.tip === undefined ? [{ ref: refs.resultRef, expect: null, to: tip }] : []),
    ],
    objects: [],
  });
  if (outcome.kind === 'applied')
    return accept({
      kind: 'open',
      joined: false,
      claimedBefore: [],
      unfinished: [],
      listed: new Map(),
      result: { ...refs, head: plan.head, tip, planTip },
    });
  const blocker = outcome.kind === 'refused' ? await findBlocker(desk.store, Object.values(refs)) : undefined;
  const failure = outcome.kind === 'failed' ? outcome.failure : blocker;
  return failure ? refuse(storeProblem(failure, desk.store.table)) : 'look-again';
}

/** The head; or an older result that contains it; or both, merged in memory. */
async function startOf({ plan, publishing, branch, desk }: OpenRunWish): Promise<Checked<Oid>> {
  const older = await readBranch({ branch, desk, publishing });
  if (!older.ok) return refuse(older.problem);
  const { at } = older;
  if (at === undefined || (await publishing.contains({ commit: at, in: plan.head })))
    return accept(plan.head);
  if (await publishing.contains({ commit: plan.head, in: at })) return accept(at);
  const name = branch.ref.replace('refs/heads/', '');
  const merged = await publishing.merge(plan.head, at);
  if (merged.kind === 'conflict')
    return refuse({
      code: 'result-branch-taken',
      severity: 'error',
      data: { branch: name, detail: 'what is on it conflicts with this branch', paths: merged.paths },
    });
  const message = `Merge the older result on ${name}\n`;
  return accept(await publishing.commit({ tree: merged.tree, parents: [plan.head, at], message }));
}

const withSiblings = (opened: OpenedRun, { unfinished, listed }: SiblingsSeen): OpenedRun =>
  opened.kind === 'open' ? { ...opened, unfinished, listed } : opened;
