import { taskOfRef } from '../core/claim/refs.ts';
import type { Oid, RefName, RunId, TaskDigest, TaskId } from '../core/model/ids.ts';
import type { Plan } from '../core/model/plan.ts';
import { type Checked, type Problem, problemOf } from '../core/model/problem.ts';
import { nameAttempt } from '../core/plan/name-run.ts';
import type { Recognised } from '../core/run/recognise-tasks.ts';
import type { ClaimDesk } from './claim/desk.ts';
import { findBlocker } from './claim/find-blocker.ts';
import { chooseGround, type Ground, refsOfRun } from './opening/choose-ground.ts';
import { digestTasks } from './opening/digest-tasks.ts';
import { finishedBefore } from './opening/finished-before.ts';
import { otherRunAtWork } from './opening/other-run-at-work.ts';
import { readTable, type SiblingSeen, type TableSeen } from './opening/read-table.ts';
import { recognise } from './opening/recognise.ts';
import { planMessage } from './perform/ending/plan-commit.ts';
import type { ResultBranch, ResultSight } from './perform/run-context.ts';
import type { Publishing } from './ports/publishing.ts';
import type { RefUpdate } from './ports/ref-store.ts';
import { storeProblem } from './store-problem.ts';

export interface OpenRunWish {
  readonly plan: Plan;
  /** The bytes of a plan's file. */
  readonly writePlan: (plan: Plan) => string;
  readonly desk: ClaimDesk;
  readonly publishing: Publishing;
  readonly branch: ResultBranch;
  /** The base in the clone, where the work of others comes to. */
  readonly base?: RefName;
  /** Tasks that a person wants done although they are, and those of which a person says that they are. */
  readonly again?: ReadonlySet<TaskId>;
  readonly accept?: ReadonlySet<TaskId>;
}

export interface RunOpened {
  readonly kind: 'open';
  /** As it was asked for, but for the name of its run. */
  readonly plan: Plan;
  readonly digests: ReadonlyMap<TaskId, TaskDigest>;
  readonly result: ResultSight;
  /** It was there already; its tasks that are done stay done. */
  readonly joined: boolean;
  /** Tasks that were claimed before, by whomever. */
  readonly claimedBefore: readonly TaskId[];
  /** Tasks that need not be done, and those that are left alone. */
  readonly known: ReadonlyMap<TaskId, Recognised>;
  /** Runs for the same target that were left unfinished: begun with other tasks, settings, or another head. */
  readonly unfinished: readonly string[];
  /** Those whose work was nowhere else, which this one begins on. */
  readonly brought: readonly RunId[];
  /** The refs of all runs, as they were before. */
  readonly listed: ReadonlyMap<RefName, Oid>;
}

/** `finished-before`: everything was done and is on the branch. */
export type OpenedRun =
  | RunOpened
  | { readonly kind: 'finished-before'; readonly plan: Plan; readonly commit: Oid; readonly branch: RefName };

const MOST_TRIES = 4;
const NOBODY: ReadonlySet<TaskId> = new Set();

/**
 * Opens the run of a plan in the table, or joins it where it is open: plan ref and result ref, in one transaction.
 * Problems: `run-elsewhere`, `result-branch-taken`, and those of the table.
 */
export async function openRun(wish: OpenRunWish): Promise<Checked<OpenedRun>> {
  const { desk, publishing, plan, branch } = wish;
  const digests = await digestTasks(publishing, plan);
  const ids = new Set(plan.tasks.map(({ id }) => id));
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const table = await readTable({ desk, run: plan.run, branch, ids });
    if (!table.ok) return table;
    const opened = await tryOpening({ wish, digests, table: table.value });
    if (opened !== 'look-again') return opened;
  }
  return refuse(problemOf('run-keeps-moving', { run: plan.run, table: desk.store.table }));
}

const refuse = (problem: Problem): Checked<never> => ({ ok: false, problems: [problem] });
const accept = <T>(value: T): Checked<T> => ({ ok: true, value, warnings: [] });

interface Opening {
  readonly wish: OpenRunWish;
  readonly digests: ReadonlyMap<TaskId, TaskDigest>;
  readonly table: TableSeen;
}

async function tryOpening({ wish, digests, table }: Opening): Promise<Checked<OpenedRun> | 'look-again'> {
  const { desk, publishing, branch, again = NOBODY, accept: accepted = NOBODY } = wish;
  const plan = { ...wish.plan, run: nameWith(again, wish.plan.run, table) };
  const other = await otherRunAtWork(desk, table, plan.run);
  if (other) return refuse(other);
  const own = table.siblings.find(({ run }) => run === plan.run);
  const branchAt = branch.in === 'clone' ? await publishing.cloneBranch(branch.ref) : table.branch;
  const finished = await finishedBefore(wish, own, branchAt);
  if (finished !== undefined) return accept({ kind: 'finished-before', plan, ...finished });
  const baseAt = wish.base === undefined ? undefined : await publishing.cloneBranch(wish.base);
  const { place } = desk.store;
  const from = place.kind === 'remote' ? place.name : place.folder;
  const ground = await chooseGround({
    plan,
    from,
    publishing,
    branch,
    table,
    branchAt,
    baseAt,
    own: own?.result,
  });
  if (!ground.ok) return ground;
  const known = await recognise({
    plan,
    digests,
    publishing,
    table,
    ground: ground.value,
    again,
    accept: accepted,
  });
  const begun = await begin({ wish, plan, own, ground: ground.value });
  if (begun === 'look-again' || !begun.ok) return begun;
  const { brought } = ground.value;
  return accept({
    kind: 'open',
    plan,
    digests,
    result: begun.value,
    joined: own?.planTip !== undefined && own.result !== undefined,
    claimedBefore: table.taskRefs.flatMap((ref) => {
      const of = taskOfRef(ref);
      return of?.run === plan.run ? [of.task] : [];
    }),
    known,
    brought,
    unfinished: table.siblings.flatMap(({ run, plan: said }) =>
      run !== plan.run && said?.state === 'open' ? [run] : [],
    ),
    listed: table.runs,
  });
}

/** What is wanted again is done in a run of its own: the first in which it is not done, so that a killed one is joined. */
function nameWith(again: ReadonlySet<TaskId>, run: RunId, { records }: TableSeen): RunId {
  if (again.size === 0) return run;
  const isDoneIn = (attempt: RunId) => (id: TaskId) =>
    records.some(({ record }) => record.run === attempt && record.task === id && record.state === 'done');
  for (let attempt = 1; ; attempt++) {
    const name = nameAttempt(run, attempt);
    if (![...again].every(isDoneIn(name))) return name;
  }
}

/** What of the run is not there yet, and its result where that has to move first; nothing where all is as it should be. */
async function begin(ask: {
  readonly wish: OpenRunWish;
  readonly plan: Plan;
  readonly own: SiblingSeen | undefined;
  readonly ground: Ground;
}): Promise<Checked<ResultSight> | 'look-again'> {
  const { wish, plan, own, ground } = ask;
  const { desk } = wish;
  const { planRef, resultRef } = refsOfRun(plan.run);
  const isWhole = own?.planTip !== undefined && own.result !== undefined;
  const planTip = isWhole ? own.planTip : await commitPlan(wish, plan);
  const sight = { planRef, resultRef, head: plan.head, tip: ground.tip, planTip };
  const updates: RefUpdate[] = [
    { ref: planRef, expect: own?.planTip ?? null, to: planTip },
    { ref: resultRef, expect: own?.result ?? null, to: ground.tip },
  ].filter(({ expect, to }) => expect !== to);
  if (updates.length === 0) return accept(sight);
  const outcome = await desk.store.commit({ updates, objects: [] });
  if (outcome.kind === 'applied') return accept(sight);
  const blocker =
    outcome.kind === 'refused' ? await findBlocker(desk.store, [planRef, resultRef]) : undefined;
  const failure = outcome.kind === 'failed' ? outcome.failure : blocker;
  return failure ? refuse(storeProblem(failure, desk.store.table)) : 'look-again';
}

const commitPlan = ({ publishing, desk, writePlan }: OpenRunWish, plan: Plan): Promise<Oid> =>
  publishing.commitFile({
    name: 'plan.json',
    bytes: writePlan(plan),
    parents: [],
    message: planMessage({ run: plan.run, state: 'open', at: desk.machine.now().wall, head: plan.head }),
  });
