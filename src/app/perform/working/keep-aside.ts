import type { TaskId } from '../../../core/model/ids.ts';
import type { Problem } from '../../../core/model/problem.ts';
import { findBlocking } from '../../../core/run/judge-aside.ts';
import type { Collected, CollectedWork, KeptAside, LeftAside } from '../../ports/worktrees.ts';
import type { With } from '../run-context.ts';

/**
 * Keeps what an agent made beside its result, each under a name of its own, and says so at the end of the run. The
 * problem, where the task is not done without it.
 */
export async function keepAside(
  context: With<'claimant' | 'leavings' | 'plan' | 'publishing'>,
  id: TaskId,
  collected: CollectedWork,
): Promise<Problem | undefined> {
  const { aside, changed } = collected;
  const stamp = context.claimant.machine.randomHex(4);
  const kept: KeptAside[] = [];
  for (const [at, one] of aside.entries()) kept.push(await keepOne(context, `${id}-${stamp}-${at + 1}`, one));
  context.leavings.putAside(id, kept);
  const blocking = findBlocking(kept, changed.length);
  return blocking.length === 0 ? undefined : asideProblem(id, blocking);
}

async function keepOne(
  { publishing, plan }: With<'plan' | 'publishing'>,
  name: string,
  { kind, name: what, commit }: LeftAside,
): Promise<KeptAside> {
  if (commit === undefined) return { kind, name: what };
  return { kind, name: what, ref: await publishing.keep(`${plan.run}/${name}`, commit) };
}

function asideProblem(task: TaskId, blocking: readonly KeptAside[]): Problem {
  if (blocking.every(({ kind }) => kind === 'nested')) {
    const data = { task, paths: blocking.map(({ name }) => name) };
    return { code: 'nested-repository', data };
  }
  return leftAside(task, blocking);
}

const leftAside = (task: TaskId, blocking: readonly KeptAside[]): Problem => ({
  code: 'work-left-aside',
  data: {
    task,
    kinds: blocking.map(({ kind }) => kind),
    names: blocking.map(({ name }) => name),
  },
});

/** A folder stays as it is where something in it could not be brought anywhere else. */
export function hasToStay(collected: Collected): boolean {
  if (!collected.ok) return collected.problem.code !== 'no-worktree';
  return collected.aside.some(({ kind, commit }) => kind === 'unreadable' || (kind === 'nested' && !commit));
}
