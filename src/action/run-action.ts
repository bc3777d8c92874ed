import type { MadePlan } from '../app/make-plan.ts';
import type { Checked, Problem } from '../core/model/problem.ts';
import { assembleMatrix, MAX_MATRIX_ROWS } from '../report/ci/matrix.ts';
import {
  cutSummary,
  fallbackText,
  moreRowsText,
  NOTHING_TO_PLAN,
  rewrittenText,
} from '../report/ci/tell-plan.ts';
import { planFileText } from '../report/plan/plan-file.ts';
import { planMarkdown } from '../report/plan/plan-markdown.ts';
import type { PlanView } from '../report/plan/plan-view.ts';
import { describeProblem } from '../report/problems/describe-problem.ts';
import type { ActionHost } from './action-host.ts';
import type { CiEvent } from './parse-event.ts';
import { type CiPlanOptions, planForEvent } from './plan-for-event.ts';

export interface ActionDeps {
  readonly host: ActionHost;
  readonly event: CiEvent;
  readonly makePlan: (options: CiPlanOptions) => Promise<Checked<MadePlan>>;
  readonly viewOf: (made: MadePlan) => PlanView;
  /** Writes plan.json where later steps find it, and returns its path. */
  readonly writePlanFile: (text: string) => Promise<string>;
}

/** The Action: the plan of what the event changed, as outputs for the next jobs and a page for people. */
export async function runAction(deps: ActionDeps): Promise<'done' | 'failed'> {
  const { host, event, makePlan } = deps;
  const answer = await planForEvent({ event, base: host.input('base'), makePlan });
  switch (answer.kind) {
    case 'branch-deleted':
      host.notice(NOTHING_TO_PLAN);
      setMatrix(host, { include: [] });
      return 'done';
    case 'refused':
      for (const problem of answer.problems) host.error(describeProblem(problem).trimEnd());
      return 'failed';
    case 'planned':
      if (answer.fallback) host.warning(fallbackText(answer.fallback));
      else if (event.kind === 'push' && host.input('base') === '' && event.before !== answer.made.plan.base)
        host.notice(rewrittenText(event.before ?? '', answer.made.plan.base));
      await tellPlan(deps, answer.made, answer.warnings);
      return 'done';
  }
}

async function tellPlan(deps: ActionDeps, made: MadePlan, warnings: readonly Problem[]): Promise<void> {
  const { host } = deps;
  const { plan } = made;
  for (const problem of [...warnings, ...plan.notices]) host.notice(describeProblem(problem).trimEnd());
  const { matrix, more } = assembleMatrix(plan);
  if (more > 0) host.warning(moreRowsText(MAX_MATRIX_ROWS, more));
  host.setOutput('plan-file', await deps.writePlanFile(planFileText(plan)));
  setMatrix(host, matrix);
  await host.writeSummary(cutSummary(planMarkdown(deps.viewOf(made))));
}

function setMatrix(host: ActionHost, matrix: ReturnType<typeof assembleMatrix>['matrix']): void {
  host.setOutput('matrix', JSON.stringify(matrix));
  host.setOutput('has-tasks', String(matrix.include.length > 0));
}
