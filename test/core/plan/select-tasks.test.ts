import { describe, expect, test } from 'vitest';
import { parseTaskFile } from '../../../src/config/parse/parse-task-file.ts';
import { selectTasks } from '../../../src/core/plan/select-tasks.ts';
import { accepted, bytesOf } from '../../config/parse.ts';

const TASKS = accepted(
  parseTaskFile(
    bytesOf(`
- { id: schema, kind: fix }
- { id: api, kind: feature, needs: schema }
- { id: page, kind: feature, needs: api }
- { id: docs, kind: documentation-update, after: page }
`),
    'tasks.yaml',
  ),
);
const select = (only: readonly string[], until: readonly string[] = []) => {
  const { tasks, needed, leftOut, unknown } = selectTasks(TASKS, { only, until });
  return [tasks.map(({ id }) => id).join(' '), [...needed].join(' '), leftOut.join(' '), unknown.length];
};

describe('a part of the tasks', () => {
  test.each([
    ['one alone', ['schema'], [], 'schema', '', 'api page docs'],
    ['one that needs another, which has to be done', ['api'], [], 'schema api', 'schema', 'schema page docs'],
    ['a kind', ['feature'], [], 'schema api page', 'schema', 'schema docs'],
    ['several words', ['docs', 'schema'], [], 'schema docs', '', 'api page'],
    ['one and what it needs', [], ['page'], 'schema api page', '', 'docs'],
    ['both: what is in both', ['fix', 'docs'], ['page'], 'schema', '', 'api page docs'],
    ['nothing in common', ['docs'], ['schema'], '', '', 'schema api page docs'],
  ] as const)('%s', (_, only, until, tasks, needed, leftOut) => {
    expect(select(only, until)).toEqual([tasks, needed, leftOut, 0]);
  });

  test('what is needed waits for nothing itself; a word that names nothing is told', () => {
    const { tasks } = selectTasks(TASKS, { only: ['page'], until: [] });
    expect(tasks.map(({ id, needs }) => [id, needs])).toEqual([
      ['api', []],
      ['page', ['api']],
    ]);
    expect(select(['apy'])).toEqual(['', '', 'schema api page docs', 1]);
  });

  test('entries of a backlog by the names that it has for them', () => {
    const source = { format: 'github', name: '#42', file: 'issues.json' } as const;
    const [first, ...others] = TASKS;
    const tasks = first === undefined ? [] : [{ ...first, source }, ...others];
    expect(selectTasks(tasks, { only: ['#42'], until: [] }).tasks.map(({ id }) => id)).toEqual(['schema']);
  });
});
