import { foldHistory, jobsWithinADay } from '../../core/ci/task-history.ts';
import { type CiHolder, isSameRun } from '../../core/claim/holder.ts';
import { isLive } from '../../core/claim/record.ts';
import { planRef, RUNS, resultRef, TASKS, taskOfRef } from '../../core/claim/refs.ts';
import type { Oid, RefName, RunId, TaskId } from '../../core/model/ids.ts';
import type { Plan } from '../../core/model/plan.ts';
import { type Checked, problemOf } from '../../core/model/problem.ts';
import type { Settings } from '../../core/model/settings.ts';
import type { MonotonicTime } from '../../core/model/time.ts';
import { withMembers } from '../../core/plan/members.ts';
import { isSameTarget } from '../../core/plan/name-run.ts';
import { parsePlan } from '../../core/plan/parse-plan.ts';
import { LARGEST_PLAN } from '../../core/plan/read-plan-file.ts';
import type { Claimant, HeldClaim } from '../claim/claimant.ts';
import { observe } from '../claim/observe.ts';
import { digestTasks } from '../opening/digest-tasks.ts';
import { type RecordsSeen, readRecords, type TaskRecord } from '../opening/read-table.ts';
import { recognise } from '../opening/recognise.ts';
import { recogniseLater } from '../opening/recognise-once.ts';
import { type PlanState, readPlanMessage } from '../perform/ending/plan-commit.ts';
import type { ResultBranch, RunRefs } from '../perform/run-ground.ts';
import { storeProblem } from '../store-problem.ts';
import { chooseWave, NOTHING_ENDED } from './choose-wave.ts';
import type { CiGround } from './ci-ground.ts';
import type { CiRun } from './ci-run.ts';
import { readHistories } from './read-histories.ts';

const MOST_COMMITS = 5_000;
const NOBODY: ReadonlySet<TaskId> = new Set();

/**
 * Reads plan, tasks, claims and result of a run, by one look at the table. Problem: `no-such-run`, `shallow-clone`, and those of the table and
 * the configuration.
 */
export async function readCiRun(ground: CiGround, run: RunId): Promise<Checked<CiRun>> {
  const written = await readWritten(ground, run);
  if (!written.ok) return written;
  const { plan, said, listed } = written.value;
  const lacking = await ground.lacking([plan.head, written.value.refs.tip]);
  if (lacking !== undefined) return { ok: false, problems: [lacking] };
  const settings = await ground.settingsAt(said.config ?? plan.base);
  if (!settings.ok) return settings;
  const branch = ground.branchOf(settings.value, plan.target);
  const ids = new Set(plan.tasks.flatMap(withMembers).map(({ id }) => id));
  const table = await readRecords({ store: ground.claimant.store, refs: listed, run, ids });
  const value = await assembleRun(ground, { ...written.value, branch, settings: settings.value, table });
  return { ok: true, warnings: [], value };
}

interface Written {
  readonly plan: Plan;
  readonly said: PlanState;
  readonly refs: RunRefs;
  /** The refs of all runs and tasks. */
  readonly listed: ReadonlyMap<RefName, Oid>;
}

async function readWritten({ claimant, publishing }: CiGround, run: RunId): Promise<Checked<Written>> {
  const { store } = claimant;
  const [plans, results] = [planRef(run), resultRef(run)];
  const looked = await store.list([RUNS, TASKS]);
  if (!looked.ok) return { ok: false, problems: [storeProblem(looked.failure, store.table)] };
  const listed = looked.value;
  const missing = problemOf('no-such-run', { run, table: store.table });
  const [planTip, tip] = [listed.get(plans), listed.get(results)];
  if (planTip === undefined || tip === undefined) return { ok: false, problems: [missing] };
  // what is asked for next is read with it
  const sight = (await store.read([planTip, ...tipsOfTarget(listed, run).values()])).get(planTip);
  const said = sight?.kind === 'commit' ? readPlanMessage(sight.message) : undefined;
  const text = await publishing.readFile({ commit: planTip, name: 'plan.json', maxBytes: LARGEST_PLAN });
  const plan = text === undefined ? undefined : parsePlan(text);
  if (plan === undefined || said === undefined || plan.run !== run || said.run !== run)
    return { ok: false, problems: [missing] };
  const refs = { head: plan.head, tip, planRef: plans, planTip, resultRef: results };
  return { ok: true, warnings: [], value: { plan, said, refs, listed } };
}

async function assembleRun(
  ground: CiGround,
  of: Written & { readonly branch: ResultBranch; readonly settings: Settings; readonly table: RecordsSeen },
): Promise<CiRun> {
  const { claimant, publishing } = ground;
  const { plan, said, refs, listed, branch, settings, table } = of;
  const digests = await digestTasks(publishing, plan);
  const history = await publishing.readTaskLines({ tips: [refs.tip], most: MOST_COMMITS });
  const seen = {
    publishing,
    table,
    ground: { tip: refs.tip, history, brought: [], leftOut: new Map() },
    left: [],
    again: new Set(said.again),
    accept: NOBODY,
  };
  const { known } = await recognise({ ...seen, plan, digests });
  const own = table.records.filter(({ record }) => record.run === plan.run);
  const records = await readHistories(
    claimant.store,
    new Map(own.map(({ record, tip }) => [record.task, tip])),
  );
  const live = own.filter(({ record }) => isLive(record));
  const ours = live.filter(({ record }) => isGivenBy(claimant.holder, record.holder));
  const given = new Map<TaskId, HeldClaim>();
  for (const one of ours) given.set(one.record.task, await heldFrom(ground, one));
  const run: CiRun = {
    plan,
    settings,
    agents: await ground.findAgents(settings),
    branch,
    config: said.config ?? plan.base,
    refs,
    digests,
    known,
    recogniseMore: recogniseLater(seen),
    given,
    heldByOthers: await findHeld(
      claimant,
      live.filter((one) => !ours.includes(one)),
    ),
    tips: new Map(own.map(({ record, tip }) => [record.task, tip])),
    histories: new Map([...records].map(([task, states]) => [task, foldHistory(states)])),
    jobsToday: await jobsIn(ground, plan.run, listed),
  };
  // the tasks of lists that were done before are tasks like all others
  const { run: grown } = await chooseWave({ ...run, publishing }, NOTHING_ENDED, new Set());
  return { ...run, plan: grown.plan, digests: grown.digests, known: grown.known };
}

/** Tasks of claims that somebody is behind: those whose holder is gone, or whose lease is over, may be taken. */
async function findHeld(claimant: Claimant, claims: readonly TaskRecord[]): Promise<CiRun['heldByOthers']> {
  if (claims.length === 0) return new Map();
  const seen = await observe(claimant, { locks: [], taskRefs: claims.map(({ ref }) => ref) });
  const isHeld = ({ ref, tip, record }: TaskRecord): boolean =>
    !seen.ok || !seen.value.isOver(ref, tip, record);
  return new Map(claims.filter(isHeld).map(({ record }) => [record.task, record]));
}

/** Jobs that agents had for the target of a run within a day, in whatever runs. */
export async function countJobs(ground: Pick<CiGround, 'claimant'>, run: RunId): Promise<number> {
  const listed = await ground.claimant.store.list([TASKS]);
  return listed.ok ? jobsIn(ground, run, listed.value) : 0; // whoever cannot see the table claims nothing either
}

async function jobsIn(
  { claimant }: Pick<CiGround, 'claimant'>,
  run: RunId,
  listed: ReadonlyMap<RefName, Oid>,
): Promise<number> {
  const records = await readHistories(claimant.store, tipsOfTarget(listed, run));
  return jobsWithinADay([...records.values()].flat(), claimant.machine.now().wall);
}

/** Where the tasks are of all runs for the target of this one. */
const tipsOfTarget = (listed: ReadonlyMap<RefName, Oid>, run: RunId): ReadonlyMap<RefName, Oid> =>
  new Map([...listed].filter(([ref]) => isSameTarget(taskOfRef(ref)?.run ?? '', run)));

const isGivenBy = (own: CiHolder, holder: TaskRecord['record']['holder']): boolean =>
  holder.kind === 'ci' && isSameRun(own, holder) && holder.attempt <= own.attempt;

/** Jobs share no memory: what is believed in is the exact object that the table shows, and ends by exact object. */
async function heldFrom({ claimant }: CiGround, { ref, tip, record }: TaskRecord): Promise<HeldClaim> {
  const anchor: Oid = record.anchor ?? tip;
  const sight = (await claimant.store.read([anchor])).get(anchor);
  const parent = sight?.kind === 'commit' ? (sight.parents[0] ?? null) : null;
  return {
    claim: record.claim,
    taskRef: ref,
    anchor,
    parent,
    tip,
    sent: [],
    record,
    sentLocks: [],
    leaseFrom: { boot: 'another job', wall: record.at, monotonic: 0 as MonotonicTime },
    confirmed: true,
  };
}
