import type { RepoPath, TaskId } from '../../../core/model/ids.ts';
import { type Problem, problemOf } from '../../../core/model/problem.ts';
import { asLiteral } from '../../../core/paths/match-paths.ts';
import type { CheckoutChange } from '../../../core/run/compare-checkout.ts';
import { findBeyond } from '../../../core/run/judge-reach.ts';
import type { CollectedWork } from '../../ports/worktrees.ts';
import type { With } from '../run-context.ts';
import { taskOf } from '../run-ground.ts';
import type { CheckoutMarks } from './watch-checkout.ts';

/** What a person should know of a task's work although nothing went wrong; what was noted of an earlier try goes. */
export async function noteWork(
  context: With<'leavings' | 'plan' | 'watchedCheckout'>,
  id: TaskId,
  seen: { readonly made: CollectedWork; readonly before: CheckoutMarks | undefined },
): Promise<void> {
  const { made, before } = seen;
  const all = made.changed.length === 0;
  const elsewhere = before && (await context.watchedCheckout?.changes(before, { all }));
  context.leavings.note(id, [
    ...ignoredNote(id, made.ignored),
    ...beyondNote(context, id, made),
    ...(elsewhere === undefined ? [] : [checkoutNote(id, elsewhere)]),
  ]);
}

const note = { severity: 'warning' } as const;

const ignoredNote = (task: TaskId, paths: readonly RepoPath[]): readonly Problem[] =>
  paths.length === 0 ? [] : [problemOf('ignored-work', { task, paths }, note)];

function beyondNote(context: With<'plan'>, id: TaskId, made: CollectedWork): readonly Problem[] {
  const beyond = findBeyond(taskOf(context, id).writes, made);
  if (beyond.deleted.length + beyond.paths.length === 0) return [];
  return [problemOf('outside-task', { task: id, ...beyond }, note)];
}

const checkoutNote = (task: TaskId, { moved, paths }: CheckoutChange): Problem =>
  problemOf('checkout-changed', { task, moved, paths }, note);

/** Marks of the files that a task is about, in the user's checkout, before its agent starts. */
export async function markCheckout(
  context: With<'plan' | 'watchedCheckout'>,
  id: TaskId,
): Promise<CheckoutMarks | undefined> {
  const literal = taskOf(context, id).writes.flatMap((pattern) => asLiteral(pattern) ?? []);
  return context.watchedCheckout?.mark(literal as readonly string[] as readonly RepoPath[]);
}
