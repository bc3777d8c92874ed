import { begunBefore, givenFor } from '../../core/ci/given-for.ts';
import type { WorkReport } from '../../core/ci/work-report.ts';
import { writeWorkReport } from '../../core/ci/work-report.ts';
import { ciLease } from '../../core/claim/ci-lease.ts';
import type { Handoff } from '../../core/claim/record.ts';
import type { AgentId, Oid, TaskId } from '../../core/model/ids.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import type { ClaimWish, TakeOutcome } from '../claim/claim-attempt.ts';
import { wishForTask } from '../perform/claiming/wish-for-task.ts';
import { type HandedOver, handOver, publishedBy } from '../transfer/hand-over-wave.ts';
import type { FinishedTask } from '../transfer/wave.ts';
import { chooseWave, type WaveChoice } from './choose-wave.ts';
import type { CiGround, JobLimits } from './ci-ground.ts';
import type { CiRun } from './ci-run.ts';
import { endsOfRun } from './end-ci-run.ts';
import { type JobKnown, reportWork } from './report-work.ts';
import { type NotTogether, setWorks } from './set-works.ts';
import type { WaveEnded } from './standing.ts';
import type { TakenWork } from './take-results.ts';

/** What is known when a wave is to be published. */
export interface WaveToPublish {
  readonly run: CiRun;
  /** Its number, from 1. */
  readonly wave: number;
  /** Those that `verify` has named, and that we have taken ourselves. */
  readonly works: ReadonlyMap<TaskId, TakenWork>;
  /** The tree that was verified with just these; absent: none was. */
  readonly tree?: Oid;
  readonly jobs: ReadonlyMap<TaskId, JobKnown>;
  readonly without: ReadonlySet<AgentId>;
  readonly limits: JobLimits;
  /** No further wave is claimed here. */
  readonly last: boolean;
}

export interface PublishedResults {
  readonly handed: HandedOver<NotTogether>;
  /** The wave after it, as it was chosen from what really ended. */
  readonly choice: WaveChoice;
  readonly claimed: ReadonlyMap<TaskId, TakeOutcome>;
  readonly reports: ReadonlyMap<TaskId, WorkReport>;
  readonly problems: readonly Problem[];
}

/**
 * Ends a wave and begins the next one in the same push. What is published is composed here, from works that were checked here, and
 * only if it is the very tree that was verified.
 */
export async function publishResults(ground: CiGround, wave: WaveToPublish): Promise<PublishedResults> {
  const { claimant, publishing } = ground;
  const { run, jobs } = wave;
  const own = givenFor(run.given, wave.wave);
  const begun = begunOf(ground, wave);
  const problems: Problem[] = [];
  const publishable = [...wave.works].filter(([, { held }]) => own.get(held.record.task) === held);
  const finished = publishable.map(([, work]) => ({ held: work.held, handoff: handoffOf(work) }));
  const names = new Set(publishable.map(([task]) => task));
  const reports = new Map<TaskId, WorkReport>();
  const chosen = (published: ReadonlySet<TaskId>): Promise<WaveChoice> =>
    chooseWave({ ...run, publishing }, endedBy(wave, published), wave.without);
  const handed = await handOver<NotTogether>(
    claimant,
    {
      result: { ref: run.refs.resultRef, head: run.refs.head, tip: run.refs.tip },
      finished,
      unfinished: [...run.given].flatMap(([task, held]) =>
        names.has(task) || begun.has(task) ? [] : [held],
      ),
      combine: (tasks, onto) => combineVerified({ ground, wave, problems }, tasks, onto),
      findTrailer: publishing.findTrailer,
      report: (task, end) => {
        if (!own.has(task)) return undefined; // of another wave, about whose jobs nothing is known here
        const report = reportWork(jobs.get(task) ?? {}, end);
        reports.set(task, report);
        return writeWorkReport(report);
      },
      alongside: async ({ published, to }) => endsOfRun(ground, { run, to, choice: await chosen(published) }),
    },
    async ({ published, to }) =>
      wave.last ? [] : nextWishes(ground, wave, { choice: await chosen(published), to }),
  );
  const published = publishedBy(handed);
  const claimed = new Map<TaskId, TakeOutcome>(handed.next);
  for (const [task, held] of begun) claimed.set(task, { kind: 'claimed', held });
  return { handed, choice: await chosen(published), claimed, reports, problems };
}

/** What an earlier sending of this very job has given out already goes on. */
const begunOf = ({ claimant }: CiGround, { run, wave, last }: WaveToPublish): CiRun['given'] =>
  last ? NONE : begunBefore(run.given, { by: claimant.holder, wave });

const NONE: CiRun['given'] = new Map();

async function nextWishes(
  ground: CiGround,
  wave: WaveToPublish,
  of: { readonly choice: WaveChoice; readonly to: Oid },
): Promise<readonly ClaimWish[]> {
  const begun = begunOf(ground, wave);
  const tasks = of.choice.tasks.filter(({ task }) => !begun.has(task.id));
  const choice = { ...of.choice, tasks };
  return wishesOf(ground, { limits: wave.limits, choice, to: of.to, wave: wave.wave + 1 });
}

const LONGEST = 4_000;
const MOST_OUTPUTS = 50;

/** Anybody's text: as much of it as a state commit may hold. */
function handoffOf({ result, changed }: TakenWork): Handoff {
  const outputs = Object.entries(result.outputs).slice(0, MOST_OUTPUTS);
  return {
    summary: result.summary.slice(0, LONGEST).toWellFormed(),
    paths: changed.slice(0, 500),
    outputs: Object.fromEntries(
      outputs.map(([name, value]) => [name, value.slice(0, LONGEST).toWellFormed()]),
    ),
  };
}

/** What the next wave is chosen by, if just these are published. */
function endedBy({ run, wave, works, jobs }: WaveToPublish, published: ReadonlySet<TaskId>): WaveEnded {
  const handoffs = new Map<TaskId, Handoff | undefined>();
  for (const task of published) {
    const work = works.get(task);
    handoffs.set(task, work === undefined ? undefined : handoffOf(work));
  }
  const reports = [...givenFor(run.given, wave).keys()].map((task): [TaskId, WorkReport] => [
    task,
    reportWork(jobs.get(task) ?? {}, { kind: published.has(task) ? 'published' : 'released' }),
  ]);
  return { published: handoffs, reports: new Map(reports) };
}

async function combineVerified(
  {
    ground,
    wave,
    problems,
  }: { readonly ground: CiGround; readonly wave: WaveToPublish; readonly problems: Problem[] },
  tasks: readonly FinishedTask[],
  onto: Oid,
) {
  const { run, works, tree } = wave;
  const asked = new Map([...works].filter(([task]) => tasks.some(({ held }) => held.record.task === task)));
  const none = (why: NotTogether, problem: Problem) => {
    problems.push(problem);
    return {
      to: onto,
      commits: new Map<TaskId, Oid>(),
      leftOut: new Map([...asked.keys()].map((task) => [task, why])),
    };
  };
  const combined = await setWorks({ ...run, publishing: ground.publishing }, asked, onto);
  const composed = await ground.publishing.treeOf(combined.to);
  if (asked.size !== works.size || combined.leftOut.size > 0 || composed !== tree)
    return none(
      'not-the-verified-tree',
      problemOf('not-the-verified-tree', { verified: tree ?? 'nothing', composed }),
    );
  // before anybody sees what points to them; what is not verified without them is not published without them
  const large = [...asked.values()].flatMap((work) => work.large);
  const problem = large.length === 0 ? undefined : await ground.large.upload(large, run.refs.head);
  return problem === undefined ? combined : none('lfs-not-uploaded', problem);
}

/** The claims of a wave, which begin on a result. */
export async function wishesOf(
  { publishing }: Pick<CiGround, 'publishing'>,
  ask: {
    readonly limits: JobLimits;
    readonly choice: Pick<WaveChoice, 'tasks' | 'run'>;
    readonly to: Oid;
    readonly wave: number;
  },
): Promise<readonly ClaimWish[]> {
  const { choice, to, wave } = ask;
  const { minutes, maxParallel } = ask.limits;
  const leaseS = ciLease({
    jobMinutes: minutes,
    tasks: choice.tasks.length,
    ...(maxParallel === undefined ? {} : { maxParallel }),
  });
  const wishes: ClaimWish[] = [];
  for (const { task, agent } of choice.tasks) {
    const wishing = await wishForTask({ ...choice.run, publishing }, { task, agent, result: to, leaseS });
    // one that cannot be claimed at all is named by the plan
    if (!('wish' in wishing)) continue;
    const parent = choice.run.tips.get(task.id);
    wishes.push({ ...wishing.wish, wave, ...(parent === undefined ? {} : { parent }) });
  }
  return wishes;
}
