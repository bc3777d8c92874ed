import type { Oid, TaskId } from '../../../core/model/ids.ts';
import { problemOf } from '../../../core/model/problem.ts';
import type { PublishEnd } from '../../../core/run/run-event.ts';
import type { Combined } from '../../transfer/wave.ts';
import type { Verified } from '../command-failure.ts';
import type { With } from '../run-context.ts';
import type { FinishedWork, LeftOut } from './finished-work.ts';
import { type Sets, setOnResult } from './set-on-result.ts';

/** Finished works, and those of them that are known to be out of what their tasks may write. */
export interface Combining {
  readonly works: readonly FinishedWork[];
  readonly outOfScope: ReadonlyMap<TaskId, PublishEnd>;
  readonly onto: Oid;
  /** It is the only one: what is wrong with it is its own fault. */
  readonly isAlone: boolean;
}

/** What that takes. */
export type Combines = Sets & With<'interruption' | 'settings' | 'tests'>;

/**
 * Sets finished works on a result, each on top of the one before, and has the last of them tested. One of several that
 * does not fit is left to be published by itself, which says what is wrong with it.
 */
export async function combineWorks(context: Combines, asked: Combining): Promise<Combined<LeftOut>> {
  const { works, outOfScope, onto, isAlone } = asked;
  const commits = new Map<TaskId, Oid>();
  const leftOut = new Map<TaskId, LeftOut>();
  let to = onto;
  for (const work of works) {
    const end = outOfScope.get(work.id);
    if (end !== undefined) leftOut.set(work.id, { kind: 'ended', end });
    else if (work.made.changed.length > 0) {
      const set = await setOnResult(context, work, to);
      if (set.kind !== 'set') leftOut.set(work.id, isAlone ? set : { kind: 'alone' });
      else {
        commits.set(work.id, set.commit);
        to = set.commit;
      }
    }
  }
  if (commits.size === 0) return { to, commits, leftOut };
  const tested = await context.tests.test(to);
  if (tested.passed) return { to, commits, leftOut };
  for (const task of commits.keys())
    leftOut.set(
      task,
      isAlone ? { kind: 'ended', end: failedTest(context, task, tested) } : { kind: 'alone' },
    );
  return { to: onto, commits: new Map(), leftOut };
}

function failedTest(
  { settings, interruption }: With<'interruption' | 'settings'>,
  task: TaskId,
  { passed: _, isWorld, ...failure }: Extract<Verified, { passed: false }>,
): PublishEnd {
  if (interruption.signal.aborted) return { kind: 'failed', problem: problemOf('interrupted', {}) };
  const prepared = settings.setup !== undefined || settings.link.length > 0;
  const problem = problemOf('verify-failed', { task, ...failure, prepared });
  return { kind: isWorld ? 'world' : 'run-again', problem };
}
