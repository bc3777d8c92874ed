import type { RepoPath, TaskId } from '../../../core/model/ids.ts';
import { type Problem, problemOf } from '../../../core/model/problem.ts';
import { asLiteral } from '../../../core/paths/match-paths.ts';
import { type CheckoutChange, changedStamps } from '../../../core/run/compare-checkout.ts';
import { findBeyond } from '../../../core/run/judge-reach.ts';
import type { Collected } from '../../ports/worktrees.ts';
import { type RunContext, taskOf } from '../run-context.ts';

type Made = Extract<Collected, { ok: true }>;

/** What a person should know of a task's work although nothing went wrong; what was noted of an earlier try goes. */
export async function noteWork(
  context: RunContext,
  id: TaskId,
  seen: { readonly made: Made; readonly before: CheckoutMarks | undefined },
): Promise<void> {
  const { made } = seen;
  const elsewhere = await changesInCheckout(context, seen.before, made.changed.length === 0);
  const notes = [
    ...ignoredNote(id, made.ignored),
    ...beyondNote(context, id, made),
    ...(elsewhere === undefined ? [] : [checkoutNote(id, elsewhere)]),
  ];
  if (notes.length === 0) context.board.notes.delete(id);
  else context.board.notes.set(id, notes);
}

const note = { severity: 'warning' } as const;

const ignoredNote = (task: TaskId, paths: readonly RepoPath[]): readonly Problem[] =>
  paths.length === 0 ? [] : [problemOf('ignored-work', { task, paths }, note)];

function beyondNote(context: RunContext, id: TaskId, made: Made): readonly Problem[] {
  const beyond = findBeyond(taskOf(context, id).writes, made);
  if (beyond.deleted.length + beyond.paths.length === 0) return [];
  return [problemOf('outside-task', { task: id, ...beyond }, note)];
}

const checkoutNote = (task: TaskId, { moved, paths }: CheckoutChange): Problem =>
  problemOf('checkout-changed', { task, moved, paths }, note);

/** Marks of the files that a task is about, in the user's checkout, before its agent starts. */
export type CheckoutMarks = ReadonlyMap<RepoPath, string>;

export async function markCheckout(context: RunContext, id: TaskId): Promise<CheckoutMarks | undefined> {
  const { checkout, board } = context;
  if (checkout === undefined) return undefined;
  board.checkout ??= await checkout.look();
  const literal = taskOf(context, id).writes.flatMap((pattern) => asLiteral(pattern) ?? []);
  return checkout.stamps(literal as readonly string[] as readonly RepoPath[]);
}

/** All of the checkout is looked at where a task brought nothing: then the work may have gone there. */
async function changesInCheckout(
  { checkout, board }: RunContext,
  before: CheckoutMarks | undefined,
  nothingMade: boolean,
): Promise<CheckoutChange | undefined> {
  if (checkout === undefined || before === undefined) return undefined;
  const own = changedStamps(before, await checkout.stamps([...before.keys()]));
  const now = nothingMade ? await checkout.look() : undefined;
  const all = now && board.checkout ? changedStamps(board.checkout.changed, now.changed) : [];
  const moved = now !== undefined && board.checkout !== undefined && now.head !== board.checkout.head;
  const paths = [...new Set([...own, ...all])];
  return moved || paths.length > 0 ? { moved, paths } : undefined;
}
