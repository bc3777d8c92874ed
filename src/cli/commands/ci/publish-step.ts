import type { WaveChoice } from '../../../app/ci/choose-wave.ts';
import type { CiRun } from '../../../app/ci/ci-run.ts';
import { publishWave } from '../../../app/ci/publish-wave.ts';
import { readVerified } from '../../../core/ci/read-verified.ts';
import { shortBranch } from '../../../core/model/short-branch.ts';
import type { RunState } from '../../../core/run/run-state.ts';
import { pulledTasks } from '../../../report/run/pull-words.ts';
import { offerResult, type ResultPull } from '../../open/offer-result.ts';
import { leavePatch } from './leave-patch.ts';
import { openWave } from './open-wave.ts';
import { seeWave } from './see-wave.ts';
import { readAgents, readLimits, refused, type Step, type StepCall } from './step.ts';
import { waveOutputs } from './wave-outputs.ts';

/** `ci publish`: starts nothing of anybody's; whatever it reads besides the refs another job may have written. */
export const publishStep: Step = async (call) => {
  const { input } = call;
  const seen = await openWave(call);
  if (!seen.ok) return refused(seen.problems);
  const { id, wave, run, arrived, taken } = seen.value;
  const { ground } = seen.value.opened;
  const last = input('last') === 'true';
  const done = await publishWave(ground, {
    seen: seen.value,
    said: readVerified({ tree: input('tree'), verified: input('verified'), left: input('left') }),
    without: readAgents(call),
    limits: readLimits(call),
    last,
  });
  const { handed, choice, claimed, end } = done;
  const { pushes, table } = ground.claimant.store;
  const offered = end?.kind === 'moved' ? await offerOf(call, { run, choice, table }) : {};
  const next = waveOutputs({ run, choice, claimed, sha: handed.tip, table });
  const { opened } = seen.value;
  const shown = run.branch.isPatch && end?.kind === 'moved' ? end.to : undefined;
  const patch = await leavePatch(call.context, { opened, plan: run.plan, shown });
  const published = [...handed.ends.values()].filter(({ kind }) => kind === 'published').length;
  return {
    kind: 'done',
    outputs: {
      ...next.outputs,
      more: String(last && choice.tasks.length > 0),
      published: String(published),
      failed: String(countFailed(choice.state)),
      ...patch,
    },
    problems: [
      ...[arrived, taken, done].flatMap(({ problems }) => problems),
      ...choice.notes,
      ...next.problems,
      ...(end?.kind === 'not-moved' ? [end.problem] : []),
      ...(offered.problem ? [offered.problem] : []),
    ],
    wave: seeWave(ground, { run, choice, wave, claimed, end, pull: offered.pull, ...patch }),
    said: [
      ...pullSaid(offered),
      `wave ${wave} of ${id}: ${published} published, ${run.given.size - published} not; next ${next.jobs} jobs, ${pushes} pushes`,
    ],
  };
};

const pullSaid = ({ pull }: ResultPull): readonly string[] =>
  pull ? [`pull request #${pull.number} ${pull.url} (${pull.how})`] : [];

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

/** Of the whole run, for good. */
export const countFailed = ({ tasks }: RunState): number =>
  tasks.filter(({ phase }) => ['failed', 'blocked', 'stopped', 'aside', 'empty', 'kept'].includes(phase.kind))
    .length;
