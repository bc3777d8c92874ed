import { PINS, usesText } from './action-pins.ts';
import { agentSteps } from './agent-steps.ts';
import { checkoutStep, ownStep, SETUP_STEPS, uploadStep } from './common-steps.ts';
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
${indent(uploadStep('end', expr("!cancelled() && steps.end.outputs.artifact != ''")), 4)}`;
