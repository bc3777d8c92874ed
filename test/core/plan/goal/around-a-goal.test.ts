import { describe, expect, it } from 'vitest';
import { agentId, repoPath } from '../../../../src/core/model/ids.ts';
import type { AgentSettings } from '../../../../src/core/model/settings.ts';
import { choosePlanner } from '../../../../src/core/plan/goal/choose-planner.ts';
import { nameTaskFile } from '../../../../src/core/plan/goal/name-task-file.ts';
import { outlineTree } from '../../../../src/core/plan/goal/outline-tree.ts';

describe('the outline of a tree', () => {
  const tree = ['a/x/1', 'a/x/2', 'a/x/3', 'a/y', 'b/1', 'README.md', 'dist/a.min.js'].map(repoPath);

  it.each([
    [9, ['a/', '  x/', '    1', '    2', '    3', '  y', 'b/', '  1', 'README.md']],
    [6, ['a/', '  x/ (3 files)', '  y', 'b/', '  1', 'README.md']],
    [3, ['a/ (4 files)', 'b/ (1 files)', 'README.md']],
    [2, ['a/ (4 files)', 'b/ (1 files)', '… and 1 more']],
  ])('in %i lines', (lines, expected) => {
    expect(outlineTree(tree, lines)).toEqual(expected);
    expect(outlineTree(tree.toReversed(), lines)).toEqual(expected);
  });

  it('is as short for a huge one', () => {
    const huge = Array.from({ length: 100_000 }, (_, at) => repoPath(`d${at % 300}/e${at % 7}/f${at}`));
    expect(outlineTree(huge, 400).length).toBeLessThanOrEqual(401);
  });
});

describe('the name of a task file', () => {
  it.each([
    ['Add rate limits to the API', undefined, 'tasks-add-rate-limits-api.yaml'],
    ['../../etc/passwd; rm -rf /', undefined, 'tasks-etc-passwd-rm-rf.yaml'],
    ['Größere Übersicht', undefined, 'tasks-gro-ere-ubersicht.yaml'],
    ['whatever it says', 'spec/login page.md', 'tasks-login-page.yaml'],
    ['x'.repeat(300), undefined, `tasks-${'x'.repeat(40)}.yaml`],
  ])('of %s (%s) is %s', (goal, document, expected) => {
    expect(nameTaskFile(goal, document)).toBe(expected);
  });

  it('of words without Latin letters is their digest', () => {
    expect(nameTaskFile('速度制限')).toMatch(/^tasks-[0-9a-f]{8}\.yaml$/);
  });
});

describe('who is asked', () => {
  const agent = (id: string, more: Partial<AgentSettings> = {}): AgentSettings => ({
    id: agentId(id),
    skills: {},
    languages: [],
    paths: [],
    atOnce: 1,
    origin: 'configured',
    runnable: true,
    command: { argv: [id] },
    stdin: 'prompt',
    calls: 'by-name',
    passes: [],
    env: {},
    timeoutMinutes: 30,
    retries: 0,
    ...more,
  });
  const role = (...agents: readonly string[]) => ({
    sma: { title: 'Scrum Master', skills: { process: 0 }, languages: [], agents: agents.map(agentId) },
  });
  const [a, b] = [agent('a', { skills: { python: 1 } }), agent('b')];
  const dead = agent('sma', { runnable: false });

  it.each([
    ['nobody', [], role(), undefined],
    ['nobody who can be started', [dead], role('sma'), undefined],
    ['the agent of that name', [a, agent('sma')], role('a'), 'sma'],
    ['whom the role names', [b, a], role('gone', 'a', 'b'), 'a'],
    ['who has its skills', [b, agent('c', { skills: { process: 0 } })], role(), 'c'],
    ['a generalist', [a, b], role(), 'b'],
    ['the first, where nobody fits', [dead, a], role(), 'a'],
  ])('%s', (_, agents, roles, expected) => {
    expect(choosePlanner(agents, roles)?.id).toBe(expected);
  });
});
