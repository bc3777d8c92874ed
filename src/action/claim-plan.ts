import type { MadePlan } from '../app/plan/make-plan.ts';
import { openPlan } from '../cli/commands/ci/plan-step.ts';
import type { StepEnd } from '../cli/commands/ci/step.ts';
import { openCi } from '../cli/open/ci.ts';
import { judgeEvent, type PersonFirst } from '../core/ci/judge-event.ts';
import { problemOf } from '../core/model/problem.ts';
import type { ActionStart } from './action-command.ts';
import { callOf, tellStep } from './step-command.ts';

/** `command: plan` with `claim: true`: after the plan was told, its run is opened and its first wave claimed. */
export async function claimPlan(start: ActionStart, made: MadePlan): Promise<'done' | 'failed'> {
  const call = callOf(start);
  const first = await whyPersonFirst(start, made);
  const isProposal = start.event.kind === 'proposal';
  const config = isProposal ? made.plan.base : made.plan.head;
  const end = first === undefined ? await openPlan(call, { made, config }) : nobody(first);
  return tellStep(start, 'plan', end);
}

const nobody = (first: PersonFirst): StepEnd => ({
  kind: 'done',
  outputs: { run: '', sha: '', matrix: '{"include":[]}', 'has-tasks': 'false', more: 'false' },
  problems: [problemOf('needs-person-first', { paths: [], ...first })],
  said: [],
});

async function whyPersonFirst(start: ActionStart, made: MadePlan): Promise<PersonFirst | undefined> {
  const { env, event } = start;
  const pull = event.kind === 'proposal' ? event.pull : undefined;
  return judgeEvent({
    name: env['GITHUB_EVENT_NAME'] ?? '',
    actor: env['GITHUB_ACTOR'] ?? '',
    branch: pull?.headBranch ?? env['GITHUB_REF_NAME'] ?? '',
    isFork: pull?.isFork ?? false,
    isOurCommit: await isOurs(start, made, pull?.head),
    changed: made.changes.map(({ path }) => path),
    configuration: made.settings.source,
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
