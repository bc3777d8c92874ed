import { expect, it } from 'vitest';
import { expandWorkflows } from '../../../src/core/analyse/workflows/expand-workflows.ts';
import type { RepoPath } from '../../../src/core/model/ids.ts';
import type { WorkflowStep } from '../../../src/core/model/workflow-settings.ts';

const step = (
  task: string,
  dependsOn: readonly string[],
  more: Partial<WorkflowStep> = {},
): WorkflowStep => ({
  task,
  kind: task,
  dependsOn,
  skills: {},
  paths: [],
  reads: [],
  ...more,
});

it('what goes before the list is done once, all other steps stand for its items and wait for it', () => {
  const { flows } = expandWorkflows({
    workflows: [
      {
        name: 'w',
        forEach: { step: 'list', output: 'items' },
        steps: [
          step('look', []),
          step('list', ['look'], { outputs: ['items'] }),
          step('work', ['list'], { writes: ['src/{item}/**'] }),
          step('check', ['work']),
          step('aside', []),
        ],
      },
    ],
    changes: [
      {
        path: 'a.ts' as RepoPath,
        kind: 'modified',
        added: 1,
        deleted: 0,
        oldMode: '100644',
        newMode: '100644',
      },
    ],
  });
  const [flow] = flows;
  expect(flow?.tasks.map(({ id, needs, forEach }) => [id, needs.join(), forEach?.task])).toEqual([
    ['look', '', undefined],
    ['list', 'look', undefined],
    ['work', 'list', 'list'],
    ['check', 'work', 'list'],
    ['aside', 'list', 'list'],
  ]);
});
