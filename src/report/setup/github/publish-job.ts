import { checkoutStep, ownStep, patchStep, RESULTS_INPUT, resultsStep, waveInputs } from './common-steps.ts';
import type { WorkflowValues } from './workflow-values.ts';
import { expr, indent } from './yaml-lines.ts';

/** Publishes a wave and claims the next one. It may write, so it executes nothing that an agent or a pull request wrote. */
export const publishJob = (values: WorkflowValues, wave: number, from: string): string => `
publish-${wave}:
  name: Publish (wave ${wave})
  needs: [${[...new Set(['plan', from, `work-${wave}`, `verify-${wave}`])].join(', ')}]
  if: ${expr(`!cancelled() && needs.${from}.outputs.has-tasks == 'true'`)}
  runs-on: ubuntu-latest
  timeout-minutes: 15
  permissions:
    contents: write # results, and the claims of the next wave
    pull-requests: write # the comment, and a pull request of the results where one is wanted
${isLast(values, wave) ? '    actions: write # goes on with what is left, in a new run of this workflow; without it a person does\n' : ''}  outputs:
    sha: ${expr('steps.publish.outputs.sha')}
    matrix: ${expr('steps.publish.outputs.matrix')}
    has-tasks: ${expr('steps.publish.outputs.has-tasks')}
  steps:
${indent(checkoutStep(`needs.${from}.outputs.sha`), 4)}
${indent(resultsStep(wave), 4)}
${indent(
  ownStep(values, {
    id: 'publish',
    name: isLast(values, wave) ? 'Publish the wave' : 'Publish the wave, and claim the next one',
    with: [
      'command: publish',
      `run: ${expr('needs.plan.outputs.run')}`,
      `wave: '${wave}'`,
      RESULTS_INPUT,
      ...['tree', 'verified', 'left'].map(
        (name) => `${name}: ${expr(`needs.verify-${wave}.outputs.${name}`)}`,
      ),
      ...waveInputs(values),
      ...(isLast(values, wave) ? ["last: 'true'"] : []),
    ],
  }),
  4,
)}
${indent(patchStep('publish'), 4)}`;

const isLast = ({ waves }: WorkflowValues, wave: number): boolean => wave === waves;
