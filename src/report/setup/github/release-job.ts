import { checkoutStep, ownStep } from './common-steps.ts';
import type { WorkflowValues } from './workflow-values.ts';
import { expr, indent } from './yaml-lines.ts';

/** Whatever became of the others, nobody waits for a claim of theirs. `after`: all of them. */
export const releaseJob = (values: WorkflowValues, after: readonly string[]): string => `
release:
  name: Give back what is left
  needs: [${after.join(', ')}]
  if: ${expr("always() && (needs.plan.outputs.run != '' || needs.plan.result != 'success')")}
  runs-on: ubuntu-latest
  timeout-minutes: 10
  permissions:
    contents: write # claims are given back by moving refs
    pull-requests: write # the comment says that nobody is at work any more; without it that stays as it was
  steps:
${indent(checkoutStep('needs.plan.outputs.sha'), 4)}
${indent(
  ownStep(values, {
    id: 'release',
    name: 'Give back what is left',
    with: ['command: release', `run: ${expr('needs.plan.outputs.run')}`],
  }),
  4,
)}`;
