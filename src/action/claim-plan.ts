import type { MadePlan } from '../app/plan/make-plan.ts';
import { openPlan } from '../cli/commands/ci/plan-step.ts';
import type { StepEnd, WaveSeen } from '../cli/commands/ci/step.ts';
import { openCi } from '../cli/open/ci.ts';
import { judgeEvent, type PersonFirst } from '../core/ci/judge-event.ts';
import { datumOf, type Problem, problemOf } from '../core/model/problem.ts';
import type { ActionStart } from './action-command.ts';
import { callOf, stepCommand, tellStep } from './step-command.ts';

/** What came of opening a run. `hasRun`: there is one, by this job or another. */
export interface PlanClaimed {
  readonly done: 'done' | 'failed';
  readonly hasRun: boolean;
  readonly wave?: WaveSeen;
}

/** `command: plan` with `claim: true`: the run of the plan is opened and its first wave claimed. */
export async function claimPlan(start: ActionStart, made: MadePlan): Promise<PlanClaimed> {
  const call = callOf(start);
  const first = await whyPersonFirst(start, made);
  const config = made.config ?? made.plan.head;
  const end = first === undefined ? await openPlan(call, { made, config }) : nobody(first);
  // what was planned and could not be claimed starts nothing
  if (end.kind === 'refused') await tellStep(start, 'plan', nothingBegun(notAllowed(end.problems)));
  if (end.kind === 'refused' && notAllowed(end.problems).length > 0) return { done: 'done', hasRun: false };
  const done = await tellStep(start, 'plan', end);
  if (end.kind === 'refused') return { done, hasRun: false };
  const { hasRun = false, wave } = end;
  return { done, hasRun, ...(wave === undefined ? {} : { wave }) };
}

/** The same with a run that is there already: whoever starts this, it is not a bot of somebody's. */
export async function resumePlan(start: ActionStart): Promise<'done' | 'failed'> {
  const first = judgeEvent({
    ...factsOf(start),
    goesOn: true,
    isOurCommit: false,
    changed: [],
    configuration: [],
  });
  return first === undefined ? stepCommand('plan')(start) : tellStep(start, 'plan', nobody(first));
}

const nobody = (first: PersonFirst): StepEnd =>
  nothingBegun([problemOf('needs-person-first', { paths: [], ...first })]);

const nothingBegun = (problems: readonly Problem[]): StepEnd => ({
  kind: 'done',
  outputs: { run: '', base: '', sha: '', matrix: '{"include":[]}', 'has-tasks': 'false', more: 'false' },
  problems,
  said: [],
});

const NOT_ALLOWED: readonly Problem['code'][] = ['access-denied', 'read-only-remote'];

/** A job that was given less does less: that is no trouble of its own. */
const notAllowed = (problems: readonly Problem[]): readonly Problem[] =>
  problems.every(({ code }) => NOT_ALLOWED.includes(code))
    ? problems
        .slice(0, 1)
        .map((problem) => problemOf('claims-not-allowed', { table: String(datumOf(problem, 'table') ?? '') }))
    : [];

/** What cannot be read of a pull request might be anybody's. */
function factsOf({ env, event, byBot }: ActionStart) {
  const pull = event.kind === 'proposal' ? event.pull : undefined;
  const name = env['GITHUB_EVENT_NAME'] ?? '';
  return {
    name,
    actor: env['GITHUB_ACTOR'] ?? '',
    isBot: byBot,
    goesOn: false,
    branch: pull?.headBranch ?? env['GITHUB_REF_NAME'] ?? '',
    isFork: pull?.isFork ?? name === 'pull_request',
  };
}

async function whyPersonFirst(start: ActionStart, made: MadePlan): Promise<PersonFirst | undefined> {
  const { event } = start;
  const pull = event.kind === 'proposal' ? event.pull : undefined;
  const { source, agents } = made.settings;
  return judgeEvent({
    ...factsOf(start),
    isOurCommit: await isOurs(start, made, pull?.head),
    // a file that has left a place has changed it, too
    changed: made.changes.flatMap(({ path, oldPath, kind }) =>
      kind === 'renamed' && oldPath !== undefined ? [path, oldPath] : [path],
    ),
    configuration: [source, ...agents.map(({ promptFile }) => promptFile)].filter(
      (file) => file !== undefined,
    ),
  });
}

/** Whether what is planned for is a result of ours that somebody's token has pushed. */
async function isOurs(start: ActionStart, made: MadePlan, head: string | undefined): Promise<boolean> {
  const opened = await openCi(callOf(start).context, made.settings);
  if (!opened.ok) return false;
  const { publishing } = opened.value.ground;
  for (const tip of [made.plan.head, head as typeof made.plan.head | undefined]) {
    if (tip === undefined) continue;
    const seen = await publishing.readTaskLines({ tips: [tip], most: 1 }).catch(() => undefined);
    if (seen !== undefined && seen.lines.length > 0) return true;
  }
  return false;
}
