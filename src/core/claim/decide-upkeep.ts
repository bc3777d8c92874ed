import { compareText } from '../model/compare-text.ts';
import type { Oid, RefName } from '../model/ids.ts';
import type { WallTime } from '../model/time.ts';
import { allObstacles, type Obstacle } from './decide-take.ts';
import { CLOCKS_WRONG_MS } from './lease.ts';
import { type ClaimRecord, isLive, readAccepted } from './record.ts';
import { HAND, lockRef, taskOfRef, taskRef } from './refs.ts';
import type { LockView, TableView, TaskView } from './table.ts';
import type { WaitSeen } from './wait-record.ts';

/** What the refs of one run say; a run without a plan was never opened, or is gone. */
export interface RunStanding {
  /** `finished` only where the branch is seen to contain the result; a plan that cannot be read is `unknown`. */
  readonly state: 'open' | 'finished' | 'unknown' | 'no-plan';
  /** When its plan was written, by the writer's wall clock. */
  readonly at?: WallTime;
  /** Its plan and result. */
  readonly refs: readonly RefAt[];
}

export interface RefAt {
  readonly ref: RefName;
  readonly tip: Oid;
}

/** What lies about in the table, and may be put right by exact transactions. */
export interface Upkeep {
  /** Live claims that this observer may end: their lease is over or their holder is gone. */
  readonly over: readonly Obstacle[];
  /** Claims that landed in part and can no longer be waited for. */
  readonly stuck: readonly Obstacle[];
  /** Locks of claims that have ended. */
  readonly litter: readonly Obstacle[];
  /** Task refs that nobody will ask for again, of claims without a plan. */
  readonly oldTasks: readonly RefAt[];
  /** Runs that have been over for long, each with all of its refs: they go together or not at all. */
  readonly oldRuns: readonly { readonly run: string; readonly refs: readonly RefAt[] }[];
  /** Places in line that whoever took them has left long ago. */
  readonly leftWaits: readonly RefAt[];
  readonly unknown: readonly LockView[];
  readonly forged: readonly LockView[];
  readonly unreadableTasks: readonly RefName[];
  /** Where none of ours can stand; of what kind they are is then no matter. */
  readonly misplaced: readonly RefName[];
}

export interface UpkeepQuestion {
  readonly view: TableView;
  readonly waits: readonly WaitSeen[];
  readonly misplaced: readonly RefName[];
  readonly isOver: (ref: RefName, value: Oid, record: ClaimRecord) => boolean;
  readonly runs: ReadonlyMap<string, RunStanding>;
  readonly now: WallTime;
}

const DAY_MS = 24 * 3600 * 1000;
/** How long unpublished work is kept, and so a run that was never finished may be resumed. */
export const KEPT_MS = 14 * DAY_MS;

export function decideUpkeep(ask: UpkeepQuestion): Upkeep {
  const { view, isOver } = ask;
  const obstacles = allObstacles(view);
  const misplaced = new Set(ask.misplaced);
  const locks = [...view.locks.values()].filter(({ lock }) => !misplaced.has(lockRef(lock)));
  return {
    over: overClaims(ask, obstacles),
    stuck: obstacles.filter(
      (one) =>
        one.kind === 'pending' &&
        one.locks.some(({ lock }) => isOver(lockRef(lock), one.anchor, one.anchorRecord)),
    ),
    litter: obstacles.filter(({ kind }) => kind === 'ended'),
    ...findOld(ask),
    // no clock that is wrong by less than a day makes a wait look left that is not; and it costs its place only
    leftWaits: ask.waits.filter(({ record }) => ask.now - record.at > record.waitS * 1000 + DAY_MS),
    unknown: locks.filter(({ standing }) => standing.kind === 'unknown'),
    forged: locks.filter(({ forged }) => forged),
    unreadableTasks: [...view.tasks.values()]
      .filter(({ ref, read }) => read.kind !== 'record' && !misplaced.has(ref))
      .map(({ ref }) => ref),
    misplaced: ask.misplaced,
  };
}

/** Also those that lock nothing: a task that writes nothing is a claim on its task ref alone. */
function overClaims({ view, isOver }: UpkeepQuestion, obstacles: readonly Obstacle[]): readonly Obstacle[] {
  const known = new Map(obstacles.map((one) => [one.anchor, one]));
  return [...view.tasks.values()].flatMap((task): readonly Obstacle[] => {
    if (task.read.kind !== 'record' || !isLive(task.read.record)) return [];
    const { record } = task.read;
    if (!isOver(task.ref, task.tip, record)) return [];
    const anchor = record.anchor ?? task.tip;
    const locked = known.get(anchor);
    if (locked?.kind === 'live') return [locked];
    return [{ kind: 'live', locks: [], tip: record, anchorRecord: record, task, anchor }];
  });
}

/**
 * How long ago a run must have been over (docs/protocol.md, "Refs"); never, where that cannot be said. What it alone
 * says, of tasks that no commit speaks of, is kept as long as the work of one that was left open.
 */
const waitOf = (run: RunStanding | undefined, tasks: readonly TaskView[]): number => {
  if (run?.state === 'unknown') return Number.POSITIVE_INFINITY;
  return run?.state === 'open' || (run !== undefined && tasks.some(isKnownHereAlone)) ? KEPT_MS : DAY_MS;
};

/** Done without a change, or because a person said so. */
const isKnownHereAlone = ({ read }: TaskView): boolean =>
  read.kind === 'record' &&
  read.record.state === 'done' &&
  (read.record.result === undefined || readAccepted(read.record) !== undefined);

/**
 * By the times that a plan and its tasks bear, when a run was written last; other machines wrote them, and their clocks
 * may be as wrong as ours: what goes too early lets a late request land on what is over.
 */
export const isOldRun = (
  run: RunStanding | undefined,
  newest: number,
  now: WallTime,
  tasks: readonly TaskView[] = [],
): boolean => {
  const since = Math.max(newest, run?.at ?? Number.NEGATIVE_INFINITY);
  return Number.isFinite(since) && now - since > waitOf(run, tasks) + CLOCKS_WRONG_MS;
};

/**
 * Runs whose tasks have all ended and that have been over for more than a day, each hand-made claim being a run of its
 * own. As long as a lock points to a claim of a task, its task ref says that this is litter.
 */
function findOld({ view, runs, now }: UpkeepQuestion): Pick<Upkeep, 'oldTasks' | 'oldRuns'> {
  const stillLocked = new Set<RefName>();
  for (const { standing } of view.locks.values())
    if (standing.kind !== 'unknown') stillLocked.add(taskRef(standing.anchor.run, standing.anchor.task));
  const byRun = new Map<string, TaskView[]>([...runs.keys()].map((run) => [run, []]));
  for (const task of view.tasks.values()) {
    const run = taskOfRef(task.ref)?.run ?? task.ref;
    const group = run === HAND ? task.ref : run;
    byRun.set(group, [...(byRun.get(group) ?? []), task]);
  }
  const oldTasks: RefAt[] = [];
  const oldRuns: { readonly run: string; readonly refs: readonly RefAt[] }[] = [];
  for (const [run, tasks] of byRun) {
    const newest = newestEnding(tasks);
    if (newest === undefined || tasks.some(({ ref }) => stillLocked.has(ref))) continue;
    const standing = runs.get(run);
    if (!isOldRun(standing, newest, now, tasks)) continue;
    const refs = tasks.map(({ ref, tip }) => ({ ref, tip }));
    if (standing) oldRuns.push({ run, refs: [...standing.refs, ...refs] });
    else oldTasks.push(...refs);
  }
  oldRuns.sort((a, b) => compareText(a.run, b.run));
  return { oldTasks: oldTasks.sort((a, b) => compareText(a.ref, b.ref)), oldRuns };
}

/** When the last of a run's tasks ended; `undefined`: one has not, or cannot be read. */
function newestEnding(tasks: readonly TaskView[]): number | undefined {
  let newest = Number.NEGATIVE_INFINITY;
  for (const { read } of tasks) {
    if (read.kind !== 'record' || isLive(read.record)) return undefined;
    newest = Math.max(newest, read.record.at);
  }
  return newest;
}
