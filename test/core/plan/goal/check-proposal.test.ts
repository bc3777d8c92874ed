import { describe, expect, it } from 'vitest';
import { parseTaskFile } from '../../../../src/config/parse/parse-task-file.ts';
import { repoPath } from '../../../../src/core/model/ids.ts';
import { checkProposal } from '../../../../src/core/plan/goal/check-proposal.ts';

const TREE = ['README.md', 'src/api/users.ts', 'src/config.ts', 'test/users.test.ts'].map(repoPath);
const SHARING = { mergeable: ['CHANGELOG.md'], ignore: [] };

function check(...tasks: readonly object[]) {
  const named = tasks.map((task, at) => ({ id: 'abcdefgh'[at], acceptance: ['it passes'], ...task }));
  const parsed = parseTaskFile(Buffer.from(JSON.stringify({ tasks: named })), 'tasks.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return checkProposal({ tasks: parsed.value, tree: TREE, sharing: SHARING }).map(({ code, data }) => ({
    code,
    ...data,
  }));
}

describe('tasks that an agent proposes', () => {
  it.each([
    ['a file', [{ writes: ['src/config.ts'] }]],
    ['a folder', [{ writes: ['src/api/'] }]],
    ['a folder without a slash', [{ writes: ['src/api'], reads: ['test'] }]],
    ['a glob that matches', [{ writes: ['src/**/*.ts'] }]],
    ['what it makes', [{ creates: ['src/limit.ts'] }]],
    ['what lies below a folder that it makes', [{ creates: ['src/new/'], writes: ['src/new/a.ts'] }]],
    ['what a task before makes', [{ creates: ['a/b.ts'] }, { reads: ['a/b.ts'], needs: ['a'] }]],
    ['reading alone', [{ reads: ['README.md'] }]],
    ['one file, one after the other', [{ writes: ['README.md'] }, { writes: ['README.md'], needs: ['a'] }]],
    [
      'the same through a third',
      [
        { writes: ['README.md'] },
        { reads: ['src/config.ts'], needs: ['a'] },
        { writes: ['README.md'], after: ['b'] },
      ],
    ],
    ['a file that is merged', [{ creates: ['CHANGELOG.md'] }, { creates: ['CHANGELOG.md'] }]],
  ])('may name %s', (_, tasks) => {
    expect(check(...tasks)).toEqual([]);
  });

  it.each([
    [[], { code: 'proposal-empty' }],
    [[{ writes: ['src/confg.ts'] }], { code: 'proposal-path-missing', task: 'a', path: 'src/confg.ts' }],
    [
      [{ reads: ['lib/users.ts'] }],
      { code: 'proposal-path-missing', task: 'a', path: 'lib/users.ts', nearest: 'src/api/users.ts' },
    ],
    [[{ writes: ['lib/**'] }], { code: 'proposal-path-missing', task: 'a', path: 'lib/**' }],
    [[{ writes: ['README.md'], acceptance: [] }], { code: 'proposal-unverifiable', task: 'a' }],
    [[{}], { code: 'proposal-without-paths', task: 'a' }],
    [[{ writes: ['README.md'], command: ['sh', '-c', 'x'] }], { code: 'proposal-command', task: 'a' }],
    [
      [{ creates: ['src/limit.ts'] }, { reads: ['src/limit.ts'] }],
      { code: 'proposal-need-missing', task: 'b', by: 'a', path: 'src/limit.ts' },
    ],
    [
      [{ writes: ['src/'] }, { writes: ['src/config.ts'] }],
      { code: 'proposal-overlap', task: 'a', other: 'b', paths: ['src/'] },
    ],
    [
      Array.from({ length: 101 }, (_, at) => ({ id: `t${at}`, writes: ['README.md'] })),
      { code: 'proposal-too-large', what: 'tasks', count: 101, max: 100 },
    ],
    [
      [{ writes: Array.from({ length: 1001 }, (_, at) => `f${at}`) }],
      { code: 'proposal-too-large', what: 'paths', count: 1001, max: 1000 },
    ],
    [
      [{ writes: Array.from({ length: 101 }, (_, at) => `**/f${at}`) }],
      { code: 'proposal-too-large', what: 'globs', count: 101, max: 100 },
    ],
  ])('%j are refused', (tasks, expected) => {
    expect(check(...tasks)).toEqual([expected]);
  });
});
