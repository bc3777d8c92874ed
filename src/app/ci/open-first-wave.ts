import { begunBefore, givenFor } from '../../core/ci/given-for.ts';
import type { AgentId, Oid, RunId, TaskId } from '../../core/model/ids.ts';
import type { Plan } from '../../core/model/plan.ts';
import type { Checked } from '../../core/model/problem.ts';
import type { TakeOutcome } from '../claim/claim-attempt.ts';
import { claimWave } from '../claim/claim-wave.ts';
import { openRun } from '../opening/open-run.ts';
import type { OpenRunWish, RunOpened } from '../opening/opened-run.ts';
import { acceptTask } from '../perform/claiming/accept-task.ts';
import type { ResultBranch } from '../perform/run-ground.ts';
import type { MadePlan } from '../plan/make-plan.ts';
import { chooseWave, NOTHING_ENDED, type WaveChoice } from './choose-wave.ts';
import type { CiGround, JobLimits } from './ci-ground.ts';
import type { CiRun } from './ci-run.ts';
import { endCiRun } from './end-ci-run.ts';
import { wishesOf } from './publish-results.ts';
import { countJobs, readCiRun } from './read-ci-run.ts';

/** Of a plan that was made, what jobs need. */
type PlanForJobs = Pick<MadePlan, 'plan' | 'settings' | 'agents'> & {
  readonly base: Pick<MadePlan['base'], 'ref'>;
};

export interface FirstWaveWish {
  readonly made: PlanForJobs;
  /** The commit that jobs read the configuration from. */
  readonly config: Oid;
  readonly writePlan: (plan: Plan) => string;
  readonly branch: ResultBranch;
  readonly again: ReadonlySet<TaskId>;
  readonly accept: ReadonlySet<TaskId>;
  readonly without: ReadonlySet<AgentId>;
  readonly limits: JobLimits;
}

/** A wave that was claimed. */
export interface BegunWave {
  readonly run: Pick<CiRun, 'plan' | 'agents' | 'branch' | 'settings' | 'refs'>;
  readonly choice: WaveChoice;
  readonly claimed: ReadonlyMap<TaskId, TakeOutcome>;
  /** The result that its jobs begin on. */
  readonly sha: Oid;
  /** The commit that they read the configuration from. */
  readonly config: Oid;
  readonly table: string;
  readonly pushes: number;
  /** What the run has come to, where it is over and shows that. */
  readonly shown?: Oid;
}

/** All of it was done before: the plan as it was then, and the result. */
export interface FinishedBefore {
  readonly kind: 'finished-before';
  readonly plan: Plan;
  readonly commit: Oid;
}

/** Opens a run, or joins it, and claims what may start: in one push, where nothing of it was there. */
export async function openFirstWave(
  ground: CiGround,
  wish: FirstWaveWish,
): Promise<Checked<BegunWave | FinishedBefore>> {
  const { claimant, publishing } = ground;
  const { made, again, accept, limits } = wish;
  const known = { settings: made.settings, agents: made.agents };
  let jobsToday = 0;
  const firstWave: OpenRunWish['firstWave'] = async ({ refs, ...begun }) => {
    jobsToday = await countJobs(ground, begun.plan.run);
    const run = { ...NEW_RUN, ...known, ...begun, jobsToday, publishing };
    const choice = await chooseWave(run, NOTHING_ENDED, wish.without);
    return wishesOf(ground, { limits, choice, to: refs.tip, wave: FIRST });
  };
  const opening = await openRun({ ...wish, ...base(made), plan: made.plan, claimant, publishing, firstWave });
  if (!opening.ok) return opening;
  const opened = opening.value;
  if (opened.kind === 'finished-before') return { ok: true, warnings: [], value: opened };
  await acceptAll(ground, { opened, made, accept });
  // a run that was there before has states of its own
  const isNew = !opened.joined && accept.size === 0 && again.size === 0;
  const read = isNew ? undefined : await readCiRun(ground, opened.plan.run);
  if (read?.ok === false) return read;
  const { plan, refs, digests, known: recognised, recogniseMore } = opened;
  const fresh = { ...NEW_RUN, ...known, plan, refs, digests, known: recognised, recogniseMore };
  const run: CiRun = read?.value ?? { ...fresh, branch: wish.branch, config: wish.config, jobsToday };
  return { ok: true, warnings: [], value: await beginWave(ground, { run, wish, already: opened.claimed }) };
}

const FIRST = 1;

const NEW_RUN: Pick<CiRun, 'histories' | 'heldByOthers' | 'given' | 'tips'> = {
  tips: new Map(),
  histories: new Map(),
  heldByOthers: new Map(),
  given: new Map(),
};

const base = ({ base: { ref } }: PlanForJobs): Pick<OpenRunWish, 'base'> =>
  ref === undefined ? {} : { base: ref };

/** Goes on with a run that the refs know, whoever began it. */
export async function resumeRun(
  ground: CiGround,
  wish: Pick<FirstWaveWish, 'without' | 'limits'> & { readonly run: RunId },
): Promise<Checked<BegunWave>> {
  const read = await readCiRun(ground, wish.run);
  if (!read.ok) return read;
  return {
    ok: true,
    warnings: [],
    value: await beginWave(ground, { run: read.value, wish, already: new Map() }),
  };
}

async function beginWave(
  ground: CiGround,
  ask: {
    readonly run: CiRun;
    readonly wish: Pick<FirstWaveWish, 'without' | 'limits'>;
    readonly already: ReadonlyMap<TaskId, TakeOutcome>;
  },
): Promise<BegunWave> {
  const { claimant } = ground;
  const { run, wish, already } = ask;
  const given = [...already.values()].filter(({ kind }) => kind === 'claimed').length;
  // where the run was read after they were claimed they are among the jobs of the day, and no further ones
  const jobsToday = run.given.size > 0 ? Math.max(0, run.jobsToday - given) : run.jobsToday;
  const choice = await chooseWave(
    { ...run, jobsToday, publishing: ground.publishing },
    NOTHING_ENDED,
    wish.without,
  );
  const sha = run.refs.tip;
  const wishes = await wishesOf(ground, { limits: wish.limits, choice, to: sha, wave: FIRST });
  const claimed = new Map<TaskId, TakeOutcome>(already);
  // what an earlier sending of this very job has given out goes on
  for (const [task, held] of givenFor(begunBefore(run.given, { by: claimant.holder, wave: 0 }), FIRST))
    if (!claimed.has(task)) claimed.set(task, { kind: 'claimed', held });
  const left = wishes.filter(({ task }) => !claimed.has(task));
  for (const [task, outcome] of await claimWave(claimant, left)) claimed.set(task, outcome);
  // a run whose tasks are all done by now has only its branch to move
  const end = choice.isOver
    ? await endCiRun(ground, { run, to: sha, choice, verified: undefined })
    : undefined;
  return {
    run,
    choice,
    claimed,
    sha,
    config: run.config,
    table: claimant.store.table,
    pushes: claimant.store.pushes,
    ...(end?.kind === 'moved' ? { shown: end.to } : {}),
  };
}

/** Tasks that a person takes for done. */
async function acceptAll(
  { claimant }: CiGround,
  {
    opened,
    made,
    accept,
  }: { readonly opened: RunOpened; readonly made: PlanForJobs; readonly accept: ReadonlySet<TaskId> },
): Promise<void> {
  if (accept.size === 0) return;
  const context = { ...opened, claimant, settings: made.settings, interruption: new AbortController() };
  for (const [task, { end }] of opened.known)
    if (end.kind === 'accepted') await acceptTask(context, { ...end, kind: 'accept', task });
}
