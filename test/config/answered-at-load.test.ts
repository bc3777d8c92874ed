import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nobodyToStart } from '../../src/config/agents/without-command.ts';
import { defaultSettings } from '../../src/config/normalize/defaults.ts';
import { parseSettings } from '../../src/config/parse/parse-settings.ts';
import { parseTaskFile } from '../../src/config/parse/parse-task-file.ts';
import { settleTaskAgents } from '../../src/config/rules/settle-task-agents.ts';
import { repositoryAround, worktreeFolder } from '../../src/git/work/worktree-place.ts';
import { describeProblem, describeProblems } from '../../src/report/problems/describe-problem.ts';
import { makeFolder, makeRepository } from '../support/git-fixture.ts';
import { accepted, bytesOf, problemsOf } from './parse.ts';

const settings = (text: string) => parseSettings(bytesOf(text), 'x.yaml');
const tasks = (text: string) => parseTaskFile(bytesOf(text), 'tasks.yaml');
const words = (checked: ReturnType<typeof settings> | ReturnType<typeof tasks>): string =>
  checked.ok ? '' : describeProblems(checked.problems);

describe('what cannot be done is said when it is read', () => {
  test.each(['head', 'patch'])('publish.branch with publish.to: %s', (to) => {
    expect(words(settings(`publish: {to: ${to}, branch: x}`))).toMatch(
      /publish\.branch with publish\.to: \w+ means nothing[^\n]*\n {2}.*to: branch/,
    );
  });

  test('an agent that nobody can start: what is missing, and the lines to write', () => {
    const { agents } = accepted(settings('agents: [mine, claud]'));
    const problem = nobodyToStart(agents);
    expect(problem && describeProblem(problem)).toMatch(
      /no command: mine, claud are configured.*\n.*claude.*agents: \{mine: \{command:/,
    );
    expect(nobodyToStart([])).toMatchObject({ code: 'no-agents' });
  });

  test('a task for an agent that there is not', () => {
    const given = accepted(
      tasks('tasks: [{id: a, agent: adda, files: [a]}, {id: b, agent: ada, files: [b]}]'),
    );
    const known = accepted(settings('agents: {ada: {command: x}}'));
    const settled = settleTaskAgents(given, known, 'tasks.yaml');
    expect(!settled.ok && settled.problems.map((problem) => describeProblem(problem))).toEqual([
      'tasks.yaml (tasks.a.agent): there is no agent adda\n  did you mean ada?\n',
    ]);
    expect(problemsOf(settleTaskAgents(given.slice(1), defaultSettings(), 'tasks.yaml'))).toHaveLength(1);
  });
});

describe('a task file as people write it', () => {
  test('one path without a list, and times', () => {
    const [task] = accepted(tasks('tasks: [{id: a, files: src/a.js, reads: docs/, estimate: 2h}]'));
    expect(task).toMatchObject({
      files: ['src/a.js'],
      writes: ['src/a.js'],
      reads: ['docs/'],
      estimate: 120,
    });
    expect(problemsOf(tasks('tasks: [{id: a, estimate: 10s}]')).join()).toContain('out-of-range');
    expect(problemsOf(tasks('tasks: [{id: a, files: ../x}]')).join()).toContain('unsafe-path');
  });

  test('an id that is none is shown as it can be written', () => {
    expect(words(tasks('tasks: [{id: "Fix-42: login!"}]'))).toContain(
      'write fix-42-login: use up to 64 lower-case',
    );
  });
});

describe('folders for worktrees', () => {
  test.each(['.git/trees', 'trees', './trees', '../trees', '/', '~', '/a/../b', '~/../b', '/x/.git/y'])(
    '%s is refused',
    (path) => {
      expect(problemsOf(settings(`worktrees: "${path}"`))).toEqual([
        expect.stringContaining('worktrees unsafe-path'),
      ]);
      expect(words(settings(`worktrees: "${path}"`))).toContain('run --worktrees <folder>');
    },
  );

  test('~ is the home folder', () => {
    const { worktrees = '' } = accepted(settings('worktrees: ~/trees'));
    const place = { commonDir: '/r/.git', root: '/r', env: { HOME: '/home/me' }, wanted: worktrees };
    expect(worktreeFolder(place)).toMatch(/^\/home\/me\/trees\/[0-9a-f]{12}$/);
  });

  test('a repository around a folder is found before anything is made', async () => {
    const { dir } = makeRepository();
    const bare = makeRepository({ bare: true });
    const free = makeFolder();
    mkdirSync(join(dir, 'a'));
    expect(await repositoryAround(join(dir, 'a', 'b', 'c'))).toBe(dir);
    expect(await repositoryAround(join(bare.dir, 'x'))).toBe(bare.dir);
    expect(await repositoryAround(join(free, 'x', 'y'))).toBeUndefined();
  });
});
