import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type MadePlan, makePlan } from '../app/make-plan.ts';
import { viewOf } from '../cli/commands/plan/report-plan.ts';
import { openPlanning } from '../cli/open/planning.ts';
import { openWorkspace } from '../cli/open/workspace.ts';
import type { Problem } from '../core/model/problem.ts';
import { assembleMatrix, MAX_MATRIX_ROWS } from '../report/ci/matrix.ts';
import {
  cutSummary,
  fallbackText,
  moreRowsText,
  nothingText,
  rewrittenText,
} from '../report/ci/tell-plan.ts';
import { planFileText } from '../report/plan/plan-file.ts';
import { planMarkdown } from '../report/plan/plan-markdown.ts';
import { describeProblem } from '../report/problems/describe-problem.ts';
import type { ActionStart } from './action-command.ts';
import type { ActionHost } from './action-host.ts';
import { planForEvent } from './plan-for-event.ts';

/** `command: plan`: the plan of what the event changed, as outputs for the next jobs and a page for people. */
export async function planCommand(start: ActionStart): Promise<'done' | 'failed'> {
  const { host, event } = start;
  const answer = await planForEvent({
    event,
    base: host.input('base'),
    async makePlan(options) {
      const planning = await openPlanning(openWorkspace(start));
      return planning.ok ? makePlan(planning.value, options) : planning;
    },
  });
  switch (answer.kind) {
    case 'nothing':
      host.notice(nothingText(answer));
      setMatrix(host, { include: [] });
      return 'done';
    case 'refused':
      for (const problem of answer.problems) host.error(describeProblem(problem).trimEnd());
      return 'failed';
    case 'planned':
      if (answer.fallback) host.warning(fallbackText(answer.fallback));
      else if (event.kind === 'push' && host.input('base') === '' && event.before !== answer.made.plan.base)
        host.notice(rewrittenText(event.before ?? '', answer.made.plan.base));
      await tellPlan(start, answer.made, answer.warnings);
      return 'done';
  }
}

async function tellPlan(
  { host, env }: ActionStart,
  made: MadePlan,
  warnings: readonly Problem[],
): Promise<void> {
  const { plan } = made;
  for (const problem of [...warnings, ...plan.notices]) host.notice(describeProblem(problem).trimEnd());
  const { matrix, more } = assembleMatrix(plan);
  if (more > 0) host.warning(moreRowsText(MAX_MATRIX_ROWS, more));
  host.setOutput('plan-file', await writePlanFile(env['RUNNER_TEMP'], planFileText(plan)));
  setMatrix(host, matrix);
  await host.writeSummary(cutSummary(planMarkdown(viewOf(made, { offline: false }, {}))));
}

/** Where later steps find it. */
async function writePlanFile(temp: string | undefined, text: string): Promise<string> {
  const folder = await mkdtemp(path.join(temp ?? tmpdir(), 'agentic-plan-'));
  const file = path.join(folder, 'plan.json');
  await writeFile(file, text);
  return file;
}

function setMatrix(host: ActionHost, matrix: ReturnType<typeof assembleMatrix>['matrix']): void {
  host.setOutput('matrix', JSON.stringify(matrix));
  host.setOutput('has-tasks', String(matrix.include.length > 0));
}
