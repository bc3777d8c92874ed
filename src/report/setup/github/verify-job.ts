import { checkoutStep, logStep, ownStep, RESULTS_INPUT, resultsStep, SETUP_STEPS } from './common-steps.ts';
import type { WorkflowValues } from './workflow-values.ts';
import { expr, indent } from './yaml-lines.ts';

/** Tests what the jobs of a wave have made, together; as little trusted as they are, since it executes it. */
export const verifyJob = (values: WorkflowValues, wave: number, from: string): string => `
verify-${wave}:
  name: Verify (wave ${wave})
  needs: [${[...new Set(['plan', from, `work-${wave}`])].join(', ')}]
  if: ${expr(`!cancelled() && needs.${from}.outputs.has-tasks == 'true'`)}
  runs-on: ubuntu-latest
  timeout-minutes: 60
  permissions:
    contents: read # the checkout and the refs; it executes what agents wrote
  outputs:
    tree: ${expr('steps.verify.outputs.tree')}
    verified: ${expr('steps.verify.outputs.verified')}
    left: ${expr('steps.verify.outputs.left')}
  steps:
${indent(checkoutStep(`needs.${from}.outputs.sha`), 4)}
${indent(SETUP_STEPS, 4)}
${indent(resultsStep(wave), 4)}
${indent(
  ownStep(values, {
    id: 'verify',
    name: 'Test the work of the wave, together',
    with: ['command: verify', `run: ${expr('needs.plan.outputs.run')}`, `wave: '${wave}'`, RESULTS_INPUT],
  }),
  4,
)}
${indent(TEST_LOG, 4)}`;

const TEST_LOG = logStep({
  when: expr("always() && steps.verify.outputs.artifact != ''"),
  name: expr('steps.verify.outputs.artifact'),
  path: expr('steps.verify.outputs.folder'),
});
