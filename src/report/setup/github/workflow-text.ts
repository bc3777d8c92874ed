import { planJob } from './plan-job.ts';
import { publishJob } from './publish-job.ts';
import { releaseJob } from './release-job.ts';
import { verifyJob } from './verify-job.ts';
import { workJob } from './work-job.ts';
import type { WorkflowValues } from './workflow-values.ts';
import { expr, indent } from './yaml-lines.ts';

/** `.github/workflows/agentic-plan.yml`: one plan, worked off wave by wave. Same values, same bytes. */
export function workflowText(values: WorkflowValues): string {
  const waves = Array.from({ length: values.waves }, (_, at) => at + 1);
  const fromOf = (wave: number): string => (wave === 1 ? 'plan' : `publish-${wave - 1}`);
  const names = waves.flatMap((wave) => [`work-${wave}`, `verify-${wave}`, `publish-${wave}`]);
  const jobs = [
    planJob(values),
    ...waves.flatMap((wave) => [
      workJob(values, wave, fromOf(wave)),
      verifyJob(values, wave, fromOf(wave)),
      publishJob(values, wave, fromOf(wave)),
    ]),
    releaseJob(values, ['plan', ...names]),
  ];
  return `${HEAD}\n${jobs.map((job) => indent(job, 2)).join('\n\n')}\n`;
}

const HEAD = `# Agents work off the plan of a pull request, a job for each task, wave by wave. Written by
# \`agentic-plan init --ci github\`: run it again to renew it, with --undo to take it away. Once changed by hand it is
# yours, and init leaves it alone. What it does and what it may: docs/ci.md of agentic-plan.
#
# work-*     an agent's job; it has a read-only token, and what it made leaves as an artifact
# verify-*   runs your tests on the work of the wave, together; as little trusted as the agents
# publish-*  may write; executes nothing that an agent or a pull request wrote
name: agentic-plan
run-name: ${expr("inputs.run != '' && format('agentic-plan goes on with {0}', inputs.run) || ''")} # else as GitHub names it

on: # zizmor: ignore[concurrency-limits] only planning is queued; all other jobs belong to a run that has its claims
  pull_request:
    types: [opened, reopened, synchronize, ready_for_review]
  workflow_dispatch: # by a person with write access; by the last wave, to go on
    inputs:
      run:
        description: Id of a run to go on with
        type: string
        default: ''
      accept:
        description: Ids of tasks to take for done as they are
        type: string
        default: ''
      again:
        description: Ids of tasks to do once more
        type: string
        default: ''

permissions: {}

jobs:`;
