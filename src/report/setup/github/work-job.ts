import { PINS, usesText } from './action-pins.ts';
import { agentSteps } from './agent-steps.ts';
import { checkoutStep, logStep, ownStep, resultStep, SETUP_STEPS } from './common-steps.ts';
import { taskInputs } from './task-inputs.ts';
import type { WorkflowValues } from './workflow-values.ts';
import { expr, indent } from './yaml-lines.ts';

/** One job for each task of a wave. `from`: the job that has claimed it. */
export const workJob = (values: WorkflowValues, wave: number, from: string): string => `
work-${wave}:
  name: ${expr('matrix.task')} (wave ${wave})
  needs: ${from === 'plan' ? 'plan' : `[plan, ${from}]`}
  if: ${expr(`!cancelled() && needs.${from}.outputs.has-tasks == 'true'`)}
  runs-on: ubuntu-latest
  timeout-minutes: ${values.workMinutes}
  permissions:
    contents: read # the checkout, and the refs that say what the task is; an agent's job can push nothing
  strategy:
    fail-fast: false
    max-parallel: ${values.atOnce}
    matrix: ${expr(`fromJSON(needs.${from}.outputs.matrix)`)}
  steps:
${indent(checkoutStep(`needs.${from}.outputs.sha`), 4)}
    - uses: ${usesText(PINS.setupNode)}
      with:
        node-version: 24
        package-manager-cache: false # jobs that run agents never save a cache
${indent(SETUP_STEPS, 4)}
${indent(ownStep(values, { id: 'begin', name: 'What is to be done', with: taskInputs('begin', wave) }), 4)}
${indent(agentSteps(values, wave), 4)}
${indent(
  ownStep(values, {
    id: 'end',
    name: 'What came of it',
    when: expr("!cancelled() && steps.begin.outputs.go == 'true'"),
    with: taskInputs('end', wave),
  }),
  4,
)}
${indent(resultStep(), 4)}
${indent(AGENT_LOG, 4)}`;

/** Whatever became of the job: of one that was cancelled, too. What a vendor's own action prints stands in the job's log alone. */
const AGENT_LOG = logStep({
  when: expr("always() && steps.begin.outputs.go == 'true'"),
  name: expr('steps.begin.outputs.log-artifact'),
  path: expr('steps.begin.outputs.log-folder'),
});
