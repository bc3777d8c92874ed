import type { WaveChoice } from '../../../app/ci/choose-wave.ts';
import type { CiRun } from '../../../app/ci/ci-run.ts';
import { endCiRun } from '../../../app/ci/end-ci-run.ts';
import { publishResults } from '../../../app/ci/publish-results.ts';
import { type JobKnown, leftBy } from '../../../app/ci/report-work.ts';
import type { TakenWork } from '../../../app/ci/take-results.ts';
import type { TakeOutcome } from '../../../app/claim/claim-attempt.ts';
import type { BranchEnd } from '../../../app/perform/ending/branch-end.ts';
import { parseObject } from '../../../core/agents/agent-output.ts';
import type { Oid, TaskId } from '../../../core/model/ids.ts';
import { oidOf } from '../../../core/model/ids.ts';
import { shortBranch } from '../../../core/model/short-branch.ts';
import type { RunState } from '../../../core/run/run-state.ts';
import { pulledTasks } from '../../../report/run/pull-words.ts';
import { offerResult, type ResultPull } from '../../open/offer-result.ts';
import { readAgents, readLimits, refused, type Step, type StepCall, type WaveSeen } from './step.ts';
import { takeWave, type WaveTaken } from './take-wave.ts';
import { waveOutputs } from './wave-outputs.ts';

/** `ci publish`: starts nothing of anybody's; whatever it reads besides the refs another job may have written. */
export const publishStep: Step = async (call) => {
  const { input } = call;
  const seen = await takeWave(call);
  if (!seen.ok) return refused(seen.problems);
  const { id, wave, run, arrived, taken } = seen.value;
  const { ground } = seen.value.opened;
  const said = readVerified(input);
  // one that was named and cannot be taken makes the tree another one: then nothing of it was verified
  const isWhole = [...said.verified].every((task) => taken.works.has(task));
  const works: ReadonlyMap<TaskId, TakenWork> = new Map(
    isWhole ? [...taken.works].filter(([task]) => said.verified.has(task)) : [],
  );
  const last = input('last') === 'true';
  const done = await publishResults(ground, {
    run,
    works,
    ...(said.tree === undefined ? {} : { tree: said.tree }),
    jobs: jobsOf(seen.value, said),
    without: readAgents(call),
    limits: readLimits(call),
    last,
  });
  const { handed, choice, claimed } = done;
  const end = handed.stopped
    ? undefined
    : await endCiRun(ground, { run, to: handed.tip, choice, verified: said.tree });
  const offered =
    end?.kind === 'moved' ? await offerOf(call, { run, choice, table: ground.claimant.store.table }) : {};
  const next = waveOutputs({ run, choice, claimed, sha: handed.tip, table: ground.claimant.store.table });
  const published = [...handed.ends.values()].filter(({ kind }) => kind === 'published').length;
  const problems = [
    ...arrived.problems,
    ...taken.problems,
    ...done.problems,
    ...choice.notes,
    ...next.problems,
  ];
  return {
    kind: 'done',
    outputs: {
      ...next.outputs,
      more: String(last && choice.tasks.length > 0),
      published: String(published),
      failed: String(countFailed(choice.state)),
    },
    problems: [
      ...problems,
      ...(end?.kind === 'not-moved' ? [end.problem] : []),
      ...(offered.problem ? [offered.problem] : []),
    ],
    wave: seenWave({
      run,
      choice,
      wave,
      claimed,
      end,
      pushes: ground.claimant.store.pushes,
      pull: offered.pull,
    }),
    said: [
      ...(offered.pull
        ? [`pull request #${offered.pull.number} ${offered.pull.url} (${offered.pull.how})`]
        : []),
      `wave ${wave} of ${id}: ${published} published, ${run.given.size - published} not; next ${next.jobs} jobs, ${ground.claimant.store.pushes} pushes`,
    ],
  };
};

/** What is known of each job of the wave, whether or not its work may be taken. */
function jobsOf(
  { run, arrived, taken }: WaveTaken,
  said: ReturnType<typeof readVerified>,
): ReadonlyMap<TaskId, JobKnown> {
  const jobs = new Map<TaskId, JobKnown>();
  for (const task of run.given.keys()) {
    const why = arrived.refused.get(task);
    const refusedFor = taken.refused.get(task) ?? (why === undefined ? undefined : { why, paths: [] });
    const result = arrived.results.get(task)?.result;
    const left = leftBy(said.left, task);
    jobs.set(task, {
      ...(result === undefined ? {} : { result }),
      ...(refusedFor === undefined ? {} : { refused: refusedFor }),
      ...(left === undefined ? {} : { left }),
    });
  }
  return jobs;
}

/** The pull request of what the branch shows now, where one is wanted. */
const offerOf = (
  { context, token }: StepCall,
  of: { readonly run: CiRun; readonly choice: WaveChoice; readonly table: string },
): Promise<ResultPull> =>
  offerResult({
    env: token === undefined ? context.env : { ...context.env, GITHUB_TOKEN: token },
    publish: of.run.settings.publish,
    table: of.table,
    branch: shortBranch(of.run.branch.ref),
    target: of.run.plan.target,
    run: of.run.plan.run,
    tasks: pulledTasks(of.choice.run.plan, of.choice.state),
  });

function seenWave(of: {
  readonly run: CiRun;
  readonly choice: WaveChoice;
  readonly wave: number;
  readonly claimed: ReadonlyMap<TaskId, TakeOutcome>;
  readonly end: BranchEnd | undefined;
  readonly pushes: number;
  readonly pull: ResultPull['pull'];
}): WaveSeen {
  const { run, choice, wave, claimed, end, pushes, pull } = of;
  const branch = shortBranch(run.branch.ref);
  const given = [...claimed].flatMap(([task, { kind }]) => (kind === 'claimed' ? [task] : []));
  return {
    plan: choice.run.plan,
    state: choice.state,
    given: new Set(given),
    wave,
    pushes,
    escalateTo: run.settings.escalateTo,
    isWanted: run.settings.comment !== 'never',
    ...(end?.kind === 'moved' ? { result: { branch, commit: end.to } } : {}),
    ...(end?.kind === 'moved' && run.branch.isTarget ? { movedHead: end.to } : {}),
    ...(pull === undefined ? {} : { pull }),
  };
}

interface Verified {
  readonly tree: Oid | undefined;
  readonly verified: ReadonlySet<TaskId>;
  readonly left: ReadonlyMap<string, string>;
}

/** What the job before said; it has run what agents wrote. */
function readVerified(input: (name: 'tree' | 'verified' | 'left') => string): Verified {
  const tree = /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(input('tree')) ? oidOf(input('tree')) : undefined;
  const named = parseList(input('verified')).filter((one): one is TaskId => typeof one === 'string');
  const left = parseList(input('left')).flatMap((one): [string, string][] => {
    const said = typeof one === 'object' ? parseObject(JSON.stringify(one)) : undefined;
    const [task, why] = [said?.get('task'), said?.get('why')];
    return typeof task === 'string' && typeof why === 'string' ? [[task, why]] : [];
  });
  return { tree, verified: new Set(tree === undefined ? [] : named), left: new Map(left) };
}

function parseList(text: string): readonly unknown[] {
  try {
    const value: unknown = text === '' ? [] : JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

/** Of the whole run, for good. */
export const countFailed = ({ tasks }: RunState): number =>
  tasks.filter(({ phase }) => ['failed', 'blocked', 'stopped', 'aside', 'empty', 'kept'].includes(phase.kind))
    .length;
