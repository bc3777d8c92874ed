import type { Obstacle } from '../../core/claim/decide-take.ts';
import { whoHolds } from '../../core/claim/holder.ts';
import type { ClaimRecord } from '../../core/claim/record.ts';
import type { TaskView } from '../../core/claim/table.ts';
import type { TaskId } from '../../core/model/ids.ts';
import { datumOf, type Problem } from '../../core/model/problem.ts';
import { isoSeconds, type WallTime } from '../../core/model/time.ts';
import { isPassing } from '../claim/retry-budget.ts';
import type { StoreFailure } from '../ports/ref-store.ts';
import type { CommandFailure } from './command-failure.ts';
import type { Unprepared } from './testing/team-commands.ts';

/** Somebody else's claim stands in the way: whose, on what, until when. */
export function heldProblem(task: TaskId, obstacles: readonly Obstacle[]): Problem {
  const [first] = obstacles;
  const record = first === undefined ? undefined : recordOf(first);
  const paths = obstacles.flatMap((obstacle): readonly string[] => {
    return recordOf(obstacle)?.paths ?? obstacle.locks.map(({ lock }) => lock);
  });
  return {
    code: 'held',
    data: {
      waiting: task,
      path: paths[0] ?? `a path of ${task}`,
      paths,
      ...(record === undefined ? { holder: 'unknown' } : whose(record)),
    },
  };
}

export const taskHeldProblem = (task: TaskId, { read }: TaskView): Problem =>
  read.kind === 'record'
    ? heldByProblem(task, read.record)
    : { code: 'held-task', data: { waiting: task, task, holder: 'unknown' } };

/** The same, of a claim that a look has shown. */
export const heldByProblem = (task: TaskId, by: ClaimRecord): Problem => ({
  code: 'held-task',
  data: { waiting: task, ...whose(by) },
});

function recordOf(obstacle: Obstacle): ClaimRecord | undefined {
  if (obstacle.kind === 'live') return obstacle.tip;
  return obstacle.kind === 'pending' ? obstacle.anchorRecord : undefined;
}

const whose = (record: ClaimRecord) => ({
  claim: record.claim,
  task: record.task,
  run: record.run,
  holder: whoHolds(record),
  until: isoSeconds((record.at + record.leaseS * 1000) as WallTime),
});

/** A failure that a later try may not meet again. */
export const mayPass = (failure: StoreFailure): boolean => isPassing(failure) || failure.kind === 'other';

/** For what should not happen while an action is performed: it ends its task, not the run. */
export const unexpectedProblem = (error: unknown): Problem => ({
  code: 'git-failed',
  data: { detail: error instanceof Error ? error.message : String(error) },
});

/** Why a place for a command of the team could not be prepared. */
export const unpreparedFailure = ({ problem, isWorld }: Unprepared): CommandFailure => ({
  ...failureOf(problem),
  ...(isWorld ? { isWorld } : {}),
});

/** Why a place for a command of the team could not be made, which is the world's fault. */
export const noPlace = (problem: Problem): CommandFailure => ({ ...failureOf(problem), isWorld: true });

function failureOf(problem: Problem): CommandFailure {
  const { code, data } = problem;
  if (code === 'setup-failed')
    return { why: `\`setup\` failed: ${data.how}`, log: data.log, lines: data.lines };
  return { why: String(datumOf(problem, 'detail') ?? datumOf(problem, 'path') ?? code), lines: [] };
}
