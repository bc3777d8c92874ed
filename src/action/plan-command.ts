import { findChangedPlaces } from '../app/look/find-changed-places.ts';
import { type MadePlan, makePlan } from '../app/plan/make-plan.ts';
import type { PlanDeps, PlanOptions } from '../app/plan/plan-deps.ts';
import type { Repository } from '../app/ports/repository.ts';
import { openPlanning } from '../cli/open/planning.ts';
import { openWorkspace } from '../cli/open/workspace.ts';
import type { Problem } from '../core/model/problem.ts';
import { annotations } from '../report/ci/annotations.ts';
import type { CiView } from '../report/ci/ci-view.ts';
import { leftOutText } from '../report/ci/left-out.ts';
import { assembleMatrix, MAX_MATRIX_ROWS } from '../report/ci/matrix.ts';
import { stepSummary } from '../report/ci/step-summary.ts';
import {
  fallbackText,
  moreAnnotationsText,
  moreRowsText,
  nothingText,
  rewrittenText,
} from '../report/ci/tell-plan.ts';
import { planFileText } from '../report/plan/plan-file.ts';
import { describeProblem } from '../report/problems/describe-problem.ts';
import type { ActionStart } from './action-command.ts';
import { type PlannedEvent, planForEvent } from './plan-for-event.ts';
import { setNothing, setPlanOutputs } from './plan-outputs.ts';
import { tellPullRequest } from './tell-pull-request.ts';
import { checkoutFolder, viewInCi } from './view-in-ci.ts';

// A job has minutes where a person has seconds; most of it is the network's.
const TIME_BUDGET_MS = { table: 15_000, conflicts: 20_000 };
const FETCH_BUDGET_MS = 30_000;

/** `command: plan`: the plan of what the event changed, where people look for it, and as outputs for the next jobs. */
export async function planCommand(start: ActionStart): Promise<'done' | 'failed'> {
  const { host } = start;
  const claims = host.input('claim') === 'true';
  if (claims && host.input('run') !== '') return (await import('./claim-plan.ts')).resumePlan(start);
  const answer = await planOf(start);
  switch (answer.kind) {
    case 'nothing':
      host.notice(nothingText(answer));
      setNothing(host);
      if (claims) for (const name of ['run', 'sha', 'base']) host.setOutput(name, '');
      return 'done';
    case 'refused':
      for (const problem of answer.problems) host.error(describeProblem(problem).trimEnd());
      return 'failed';
    case 'planned':
      tellComparison(start, answer);
      return tellAndClaim(start, answer, claims);
  }
}

/** A plan, and the repository that it was made of. */
interface Planned {
  readonly made: MadePlan;
  readonly repository: Pick<Repository, 'readDiff'>;
}

function planOf(start: ActionStart): Promise<PlannedEvent<Planned>> {
  const { event, host } = start;
  const pull = event.kind === 'proposal' ? event.pull : undefined;
  const others = {
    timeBudgetMs: FETCH_BUDGET_MS,
    ...(pull ? { ours: pull.headBranch, base: pull.baseBranch } : {}),
  };
  return planForEvent({
    event,
    base: host.input('base'),
    async makePlan(options) {
      const planning = await openPlanning(openWorkspace(start), { timeBudgetMs: TIME_BUDGET_MS, others });
      if (!planning.ok) return planning;
      const deps = forBranch(planning.value, pull?.headBranch ?? branchOf(start));
      const made = await makePlan(deps, { ...options, ...tasksOf(start) });
      return made.ok ? { ...made, value: { made: made.value, repository: planning.value.repository } } : made;
    },
  });
}

/** A file of tasks says what is executed: of a change that is not merged yet none is read. */
function tasksOf({ event, host }: ActionStart): Pick<PlanOptions, 'tasks'> {
  const file = event.kind === 'proposal' ? '' : host.input('tasks');
  return file === '' ? {} : { tasks: { file, lenient: false } };
}

/** A job's checkout has no branch: who looks for results looks for the branch that the event is about. */
const forBranch = (deps: PlanDeps, target: string | undefined): PlanDeps =>
  target === undefined || deps.repository.place.branch !== undefined
    ? deps
    : { ...deps, repository: { ...deps.repository, place: { ...deps.repository.place, target } } };

const branchOf = ({ env, event }: ActionStart): string | undefined =>
  event.kind !== 'proposal' && env['GITHUB_REF_TYPE'] === 'branch'
    ? env['GITHUB_REF_NAME'] || undefined
    : undefined;

/** Where a push is not compared with the commit before it. */
function tellComparison(
  { host, event }: ActionStart,
  answer: Extract<PlannedEvent<Planned>, { readonly kind: 'planned' }>,
): void {
  const { base } = answer.made.made.plan;
  if (answer.fallback) host.warning(fallbackText(answer.fallback));
  else if (event.kind === 'push' && host.input('base') === '' && event.before !== base)
    host.notice(rewrittenText(event.before ?? '', base));
}

/** What is planned goes out before anything is claimed; pages are written once, with what came of the claims. */
async function tellAndClaim(
  start: ActionStart,
  { made: { made, repository }, warnings }: Extract<PlannedEvent<Planned>, { readonly kind: 'planned' }>,
  claims: boolean,
): Promise<'done' | 'failed'> {
  const view = viewInCi(start, made);
  await tellPlan(start, { view, repository, warnings });
  const claimed = claims ? await (await import('./claim-plan.ts')).claimPlan(start, made) : undefined;
  const told = await tellPullRequest(start, made, { view, hasRun: claimed?.hasRun === true });
  const calls = claimed?.wave ? await (await import('./tell-wave.ts')).tellWave(start, claimed.wave) : 0;
  const leftOut = leftOutText(told);
  if (leftOut !== '') start.host.notice(leftOut);
  await start.host.writeSummary(stepSummary(view, { ...told, calls: told.calls + calls, leftOut }));
  return claimed?.done ?? 'done';
}

async function tellPlan(
  start: ActionStart,
  of: {
    readonly view: CiView;
    readonly repository: Planned['repository'];
    readonly warnings: readonly Problem[];
  },
): Promise<void> {
  const { host, env } = start;
  const { view, repository, warnings } = of;
  const { plan } = view;
  for (const problem of [...warnings, ...plan.notices]) host.notice(describeProblem(problem).trimEnd());
  const { matrix, more } = assembleMatrix(plan);
  if (more > 0) host.warning(moreRowsText(MAX_MATRIX_ROWS, more));
  await setPlanOutputs({ host, view, matrix, folder: env['RUNNER_TEMP'], planFile: planFileText(plan) });
  const changed = await findChangedPlaces(repository, plan);
  const lines = annotations(view, { folder: checkoutFolder(start), changed });
  for (const one of lines.shown) host.annotate(one);
  if (lines.more > 0) host.notice(moreAnnotationsText(lines.more));
}
