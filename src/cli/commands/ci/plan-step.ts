import { openFirstWave, resumeRun } from '../../../app/ci/open-first-wave.ts';
import { type MadePlan, makePlan } from '../../../app/plan/make-plan.ts';
import type { Oid, TaskId } from '../../../core/model/ids.ts';
import { runId, taskId } from '../../../core/model/ids.ts';
import { planFileText } from '../../../report/plan/plan-file.ts';
import { type OpenedCi, openCi } from '../../open/ci.ts';
import { openPlanning } from '../../open/planning.ts';
import { openWorkspace } from '../../open/workspace.ts';
import { leavePatch } from './leave-patch.ts';
import { seeWave } from './see-wave.ts';
import {
  readAgents,
  readLimits,
  readNames,
  refused,
  type Step,
  type StepCall,
  type StepEnd,
  type StepOutputs,
} from './step.ts';
import { waveOutputs } from './wave-outputs.ts';

/** A plan, and the commit that jobs read the configuration from. */
export interface PlanToOpen {
  readonly made: MadePlan;
  readonly config: Oid;
}

/** `ci plan`: of the checkout, or a run that is there already. */
export const planStep: Step = async (call) => {
  const { context, input } = call;
  if (input('run') !== '') return goOn(call);
  const deps = await openPlanning(openWorkspace(context), { writes: true });
  if (!deps.ok) return refused(deps.problems);
  const [base, file] = [input('base'), input('tasks')];
  const made = await makePlan(deps.value, {
    ...(base === '' ? {} : { base }),
    ...(file === '' ? {} : { tasks: { file, lenient: false } }),
    offline: false,
  });
  if (!made.ok) return refused(made.problems);
  return openPlan(call, { made: made.value, config: made.value.plan.head });
};

/** Opens the run of a plan and claims its first wave. */
export async function openPlan(call: StepCall, { made, config }: PlanToOpen): Promise<StepEnd> {
  const { context, input } = call;
  if (made.plan.tasks.length === 0) return nothing(['nothing to do']);
  const opened = await openCi(context, made.settings);
  if (!opened.ok) return refused(opened.problems);
  const { ground } = opened.value;
  const named = (text: string): ReadonlySet<TaskId> =>
    new Set(text === '*' ? made.plan.tasks.map(({ id }) => id) : readNames(text).map(taskId));
  const begun = await openFirstWave(ground, {
    made,
    config,
    writePlan: planFileText,
    branch: ground.branchOf(made.settings, made.plan.target),
    again: named(input('again')),
    accept: named(input('accept')),
    without: readAgents(call),
    limits: readLimits(call),
  });
  if (!begun.ok)
    return begun.problems.every(({ code }) => code === 'run-elsewhere')
      ? { ...nothing([]), hasRun: true, problems: begun.problems }
      : refused(begun.problems);
  const { value } = begun;
  if (!('kind' in value)) return told(call, opened.value, value);
  const shown = made.settings.publish.to === 'patch' ? value.commit : undefined;
  const left = await leavePatch(context, { opened: opened.value, plan: value.plan, shown });
  return { ...nothing(['everything was done before'], left), hasRun: true };
}

async function goOn(call: StepCall): Promise<StepEnd> {
  const opened = await openCi(call.context);
  if (!opened.ok) return refused(opened.problems);
  const begun = await resumeRun(opened.value.ground, {
    run: runId(call.input('run')),
    without: readAgents(call),
    limits: readLimits(call),
  });
  return begun.ok ? told(call, opened.value, begun.value) : refused(begun.problems);
}

type Begun = Extract<Awaited<ReturnType<typeof resumeRun>>, { ok: true }>['value'];

async function told({ context }: StepCall, opened: OpenedCi, begun: Begun): Promise<StepEnd> {
  const { run, choice, claimed, sha, table, pushes, config, shown } = begun;
  const wave = waveOutputs({ run, choice, claimed, sha, table });
  const left = choice.isOver ? 'nothing is left to do' : `${wave.jobs} jobs`;
  const patch = await leavePatch(context, {
    opened,
    plan: run.plan,
    shown: run.branch.isPatch ? shown : undefined,
  });
  return {
    kind: 'done',
    outputs: { run: run.plan.run, base: config, more: 'false', ...wave.outputs, ...patch },
    problems: [...choice.notes, ...wave.problems],
    hasRun: true,
    wave: seeWave(opened.ground, { run, choice, wave: 0, claimed }),
    said: [`run ${run.plan.run}: ${left}, ${pushes} pushes`],
  };
}

const nothing = (said: readonly string[], more: StepOutputs = {}): Extract<StepEnd, { kind: 'done' }> => ({
  kind: 'done',
  outputs: {
    run: '',
    base: '',
    sha: '',
    matrix: '{"include":[]}',
    'has-tasks': 'false',
    more: 'false',
    ...more,
  },
  problems: [],
  said,
});
