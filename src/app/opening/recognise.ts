import { type ClaimRecord, EMPTY, isLive, recordsIn } from '../../core/claim/record.ts';
import type { Oid, TaskDigest, TaskId } from '../../core/model/ids.ts';
import type { Plan } from '../../core/model/plan.ts';
import type { Task } from '../../core/model/task.ts';
import { matchPaths } from '../../core/paths/match-paths.ts';
import { isDerived } from '../../core/plan/digest-task.ts';
import { withMembers } from '../../core/plan/members.ts';
import { isSameTarget } from '../../core/plan/name-run.ts';
import { recogniseBatches } from '../../core/run/recognise-batches.ts';
import {
  type DoneSight,
  type Recognised,
  recogniseTasks,
  type TaskToKnow,
} from '../../core/run/recognise-tasks.ts';
import { type LineSeen, weighWords } from '../../core/run/weigh-words.ts';
import type { Publishing } from '../ports/publishing.ts';
import type { Ground } from './choose-ground.ts';
import type { LeftClaim } from './clear-other-runs.ts';
import { digestAt } from './digest-tasks.ts';
import type { RecordsSeen } from './read-table.ts';

export interface RecogniseWish {
  readonly plan: Plan;
  readonly digests: ReadonlyMap<TaskId, TaskDigest>;
  readonly publishing: Publishing;
  readonly table: Pick<RecordsSeen, 'records'>;
  readonly ground: Ground;
  /** Claims of this run whose holders are gone. */
  readonly left: readonly LeftClaim[];
  readonly again: ReadonlySet<TaskId>;
  readonly accept: ReadonlySet<TaskId>;
}

/** Which tasks of a plan need not be done: by what the table says, and what stands in the history that it builds on. */
export async function recognise(wish: RecogniseWish): Promise<{
  readonly known: ReadonlyMap<TaskId, Recognised>;
  /** A run says that a task is done, and its result does not hold it: half a push, or a listing that shows two moments. */
  readonly isTorn: boolean;
}> {
  const { plan, digests, table, ground } = wish;
  const tasks = plan.tasks.flatMap(withMembers);
  const ids = new Set(tasks.map(({ id }) => id));
  const records = table.records
    .flatMap(({ record }) => recordsIn(record))
    .filter(({ task }) => ids.has(task));
  const there = await readThere(
    wish,
    records.flatMap(({ state, result, base }) => (state === 'done' ? (result ?? base ?? []) : [])),
  );
  const sights = weighWords({
    run: plan.run,
    records,
    lines: await readLines(wish),
    isThere: (commit) => there.has(commit),
    leftOut: ground.leftOut,
  });
  const alone = recogniseTasks({
    ...wish,
    run: plan.run,
    tasks: tasks.flatMap((task) => askOf(task, digests.get(task.id))),
    sights: await withWhatIsLeft(wish, sights),
    claimed: claimedIn(wish, records),
    empty: new Set(
      records
        .filter(
          ({ run, reason, state }) => isSameTarget(run, plan.run) && state === 'released' && reason === EMPTY,
        )
        .map(({ task }) => task),
    ),
  });
  const isTorn = records.some(
    ({ run, state, result }) =>
      state === 'done' &&
      result !== undefined &&
      isSameTarget(run, plan.run) &&
      !there.has(result) &&
      !ground.leftOut.has(run),
  );
  return { known: recogniseBatches(plan.tasks, alone), isTorn };
}

/** What a batch joins says whether it is done. */
function askOf(task: Task, digest: TaskDigest | undefined): readonly TaskToKnow[] {
  if (digest === undefined || task.members !== undefined) return [];
  const { id, outputs } = task;
  return [{ id, digest, derived: isDerived(task), ...(outputs === undefined ? {} : { outputs }) }];
}

function claimedIn(
  { plan, left }: RecogniseWish,
  records: readonly ClaimRecord[],
): ReadonlyMap<TaskId, 'at-work' | 'left'> {
  const gone = new Set(left.map(({ tip }) => tip.task));
  return new Map(
    records
      .filter((record) => record.run === plan.run && isLive(record))
      .map(({ task }) => [task, gone.has(task) ? 'left' : 'at-work']),
  );
}

/** Which of these commits this run builds on. */
async function readThere(
  { publishing, ground }: RecogniseWish,
  commits: readonly Oid[],
): Promise<ReadonlySet<Oid>> {
  const there = new Set<Oid>();
  for (const commit of new Set(commits))
    if (ground.history.commits.has(commit) || (await publishing.contains({ commit, in: ground.tip })))
      there.add(commit);
  return there;
}

/** Lines of the plan's tasks, each with whether its commit changes a path of the task. */
async function readLines({ plan, publishing, ground }: RecogniseWish): Promise<readonly LineSeen[]> {
  const tasks = new Map<TaskId, Task>(plan.tasks.flatMap(withMembers).map((task) => [task.id, task]));
  const lines = ground.history.lines.filter(({ task }) => tasks.has(task));
  const changed = await publishing.changedBy([...new Set(lines.map(({ commit }) => commit))]);
  const own = new Map<TaskId, (path: string) => boolean>();
  return lines.map((line) => {
    const task = tasks.get(line.task);
    const isOwn = own.get(line.task) ?? pathsOf(task);
    own.set(line.task, isOwn);
    return { ...line, touches: (changed.get(line.commit) ?? []).some(isOwn) };
  });
}

function pathsOf(task: Task | undefined): (path: string) => boolean {
  const matches = matchPaths(task?.writes ?? []);
  const files = new Set<string>(task?.files ?? []);
  return (path) => matches(path) || files.has(path);
}

/** A derived task is also what its work has left behind: that asks for the same again. */
async function withWhatIsLeft(
  { plan, digests, publishing }: RecogniseWish,
  sights: readonly DoneSight[],
): Promise<readonly DoneSight[]> {
  const derived = new Map(
    plan.tasks
      .flatMap(withMembers)
      .filter(isDerived)
      .map((task) => [task.id, task]),
  );
  const seen: DoneSight[] = [];
  for (const sight of sights) {
    const task = derived.get(sight.task);
    const isKnown = task === undefined || sight.commit === undefined || sight.digest === digests.get(task.id);
    seen.push(isKnown ? sight : { ...sight, leftBehind: await digestAt(publishing, task, sight.commit) });
  }
  return seen;
}
