import { checkoutStep, ownStep, patchStep, waveInputs } from './common-steps.ts';
import type { WorkflowValues } from './workflow-values.ts';
import { expr, indent } from './yaml-lines.ts';

/**
 * Of a pull request its own newest commit: agents work on what its people see, and the merge that the event has made with
 * the base is no part of what is published.
 */
const HEAD = 'github.event.pull_request.head.sha || github.sha';

/** Plans, and claims the first wave. Only it is queued: the others belong to one run, and that is in the refs. */
export const planJob = (values: WorkflowValues): string => `
plan:
  name: Plan
  runs-on: ubuntu-latest
  timeout-minutes: 15
  concurrency:
    group: agentic-plan-${expr('github.event.pull_request.number || github.ref')}
    cancel-in-progress: false
  permissions:
    contents: write # the run and the claims of its first wave are refs (refs/agentic/*); without it nothing is started
    pull-requests: write # the comment and its labels; without it there are none
  outputs:
    run: ${expr('steps.plan.outputs.run')}
    base: ${expr('steps.plan.outputs.base')}
    sha: ${expr('steps.plan.outputs.sha')}
    matrix: ${expr('steps.plan.outputs.matrix')}
    has-tasks: ${expr('steps.plan.outputs.has-tasks')}
  steps:
${indent(checkoutStep(HEAD), 4)}
${indent(
  ownStep(values, {
    id: 'plan',
    name: 'Plan, and claim the first wave',
    with: [
      'command: plan',
      "claim: 'true'",
      `run: ${expr('inputs.run')}`,
      `accept: ${expr('inputs.accept')}`,
      `again: ${expr('inputs.again')}`,
      ...waveInputs(values),
    ],
  }),
  4,
)}
${indent(patchStep('plan'), 4)}`;
