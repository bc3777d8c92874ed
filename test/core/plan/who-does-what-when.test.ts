import { describe, expect, test } from 'vitest';
import type { AgentId, ClaimId, RepoPath, TaskId } from '../../../src/core/model/ids.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import type { WallTime } from '../../../src/core/model/time.ts';
import { lockOf } from '../../../src/core/paths/lock-name.ts';
import { assemblePlan } from '../../../src/core/plan/assemble-plan.ts';
import { agentOf, NOBODY_ELSE, planInputOf, taskOf } from '../../support/plan-values.ts';

const slots = (plan: Plan): Record<string, unknown> =>
  Object.fromEntries(plan.tasks.map((task) => [task.id, [task.start, task.finish, task.assigned]]));

describe('the order', () => {
  test('a task that needs another starts when that is done', () => {
    const plan = assemblePlan(planInputOf([taskOf('b', { needs: ['a'] }), taskOf('a', { estimate: 7 })]));
    expect(slots(plan)).toEqual({ a: [0, 7, 'claude'], b: [7, 17, 'claude'] });
    expect(plan.tasks.map((task) => task.wave)).toEqual([0, 1]);
    expect(plan.criticalPath).toEqual(['a', 'b']);
    expect(plan.makespan).toBe(17);
    expect(plan.lowerBound).toBe(17);
  });

  test('writers of one file never run at once, though both agents are free', () => {
    const agents = [agentOf('claude'), agentOf('codex')];
    const plan = assemblePlan(
      planInputOf([taskOf('a', { files: ['src/x.ts'] }), taskOf('b', { files: ['src'] })], agents),
    );
    expect(plan.tasks.map(({ id, start }) => [id, start])).toEqual([
      ['a', 0],
      ['b', 10],
    ]);
    expect(plan.tasks[1]?.dependsOn).toEqual([{ on: 'a', why: 'files' }]);
  });

  test('readers of one file run at once, a writer and a reader do not', () => {
    const agents = [agentOf('claude', { atOnce: 3 })];
    const read = { reads: ['src/x.ts'] };
    const both = assemblePlan(planInputOf([taskOf('a', read), taskOf('b', read)], agents));
    expect(both.makespan).toBe(10);
    const mixed = assemblePlan(
      planInputOf([taskOf('a', read), taskOf('b', { files: ['src/x.ts'] })], agents),
    );
    expect(mixed.makespan).toBe(20);
  });

  test('mergeable paths keep nobody waiting', () => {
    const tasks = [taskOf('a', { files: ['CHANGELOG.md'] }), taskOf('b', { files: ['CHANGELOG.md'] })];
    const limits = { agents: 8, agentsPerFile: 1, mergeable: ['CHANGELOG.md'], ignore: [] };
    const agents = [agentOf('claude', { atOnce: 2 })];
    expect(assemblePlan(planInputOf(tasks, agents, { limits })).makespan).toBe(10);
  });

  test('with two agents a file, three tasks on it run two at once', () => {
    const tasks = ['a', 'b', 'c'].map((id) => taskOf(id, { files: ['x.ts'] }));
    const limits = { agents: 8, agentsPerFile: 2, mergeable: [], ignore: [] };
    const agents = [agentOf('claude', { atOnce: 3 })];
    expect(assemblePlan(planInputOf(tasks, agents, { limits })).makespan).toBe(20);
  });

  test('kinds order tasks on the same files and never make a cycle', () => {
    const files = ['src/login.ts'];
    const review = taskOf('review', { kind: 'code-review', files });
    const audit = taskOf('audit', { kind: 'security-audit', files });
    expect(assemblePlan(planInputOf([review, audit])).tasks.map((task) => task.id)).toEqual([
      'audit',
      'review',
    ]);
    const against = taskOf('audit', { kind: 'security-audit', files, needs: ['review'] });
    const plan = assemblePlan(planInputOf([review, against]));
    expect(plan.tasks.map((task) => task.id)).toEqual(['review', 'audit']);
  });

  test('of many tasks on one file each names only the one before', () => {
    const tasks = ['a', 'b', 'c', 'd'].map((id) => taskOf(id, { files: ['x.ts'] }));
    const plan = assemblePlan(planInputOf(tasks));
    expect(plan.tasks.map((task) => task.dependsOn.map(({ on }) => on))).toEqual([[], ['a'], ['b'], ['c']]);
    expect(plan.tasks.map((task) => task.wave)).toEqual([0, 1, 2, 3]);
  });
});

describe('the agents', () => {
  test('skills at a level, languages and paths decide who may', () => {
    const agents = [
      agentOf('low', { skills: { python: 1 } }),
      agentOf('high', { skills: { python: 2 } }),
      agentOf('web', { paths: ['web/**'] }),
      agentOf('go', { languages: ['go'] }),
    ];
    const plan = assemblePlan(
      planInputOf(
        [
          taskOf('hard', { skills: { python: 2 }, files: ['a.py'] }),
          taskOf('page', { files: ['web/index.css'], skills: { css: 0 } }),
          taskOf('tool', { files: ['cmd/main.go'], skills: { cli: 0 } }),
        ],
        agents,
      ),
    );
    expect(Object.fromEntries(plan.tasks.map((task) => [task.id, task.assigned]))).toEqual({
      hard: 'high',
      page: 'web',
      tool: 'go',
    });
  });

  test('what nobody can do is reported with what is missing, and still has its place', () => {
    const plan = assemblePlan(
      planInputOf([taskOf('a', { skills: { rust: 1 } }), taskOf('b', { needs: ['a'] })]),
    );
    expect(plan.unassigned).toEqual([{ task: 'a', missing: ['skill@1:rust'] }]);
    expect(plan.tasks.map((task) => [task.id, task.start])).toEqual([
      ['a', 0],
      ['b', 10],
    ]);
  });

  test('work is spread evenly, and never beyond what may run at once', () => {
    const tasks = ['a', 'b', 'c', 'd'].map((id) => taskOf(id));
    const plan = assemblePlan(planInputOf(tasks, [agentOf('claude'), agentOf('codex')]));
    expect(plan.agents).toEqual([
      { id: 'claude', load: 20 },
      { id: 'codex', load: 20 },
    ]);
    const limits = { agents: 1, agentsPerFile: 1, mergeable: [], ignore: [] };
    expect(assemblePlan(planInputOf(tasks, [agentOf('claude', { atOnce: 4 })], { limits })).makespan).toBe(
      40,
    );
  });

  test('who holds the context of the files gets the task', () => {
    const contexts = [{ agent: 'codex' as AgentId, paths: ['src/x.ts' as RepoPath] }];
    const agents = [agentOf('claude'), agentOf('codex')];
    const plan = assemblePlan(planInputOf([taskOf('a', { files: ['src/x.ts'] })], agents, { contexts }));
    expect(plan.tasks[0]?.assigned).toBe('codex');
  });

  test('a role is played by who has its name, else by who fits, else by itself', () => {
    const roles = { saa: { title: 'Security', skills: { security: 0 }, languages: [], agents: [] } };
    const task = taskOf('a', { role: 'saa' });
    const assigned = (agents: Parameters<typeof planInputOf>[1]): unknown =>
      assemblePlan(planInputOf([task], agents, { roles })).tasks[0]?.assigned;
    expect(assigned([agentOf('claude'), agentOf('saa', { skills: { security: 0 } })])).toBe('saa');
    expect(assigned([agentOf('claude')])).toBe('claude');
    expect(assigned([agentOf('tester', { skills: { tests: 0 } })])).toBe('saa');
    expect(assigned([])).toBe('saa');
  });

  test('an agent named by the task does it, or nobody', () => {
    const task = taskOf('a', { agent: 'codex' as AgentId });
    expect(assemblePlan(planInputOf([task], [agentOf('claude'), agentOf('codex')])).tasks[0]?.assigned).toBe(
      'codex',
    );
    expect(assemblePlan(planInputOf([task])).unassigned).toEqual([{ task: 'a', missing: ['agent:codex'] }]);
  });
});

describe('claims of others', () => {
  const claim = {
    claim: 'c-7f3a91000000' as ClaimId,
    task: 'fix-422' as TaskId,
    agent: 'claude' as AgentId,
    holder: 'claude@ana-mbp',
    until: Date.parse('2026-01-01T12:30:00Z') as WallTime,
    locks: [lockOf('src/api' as RepoPath).lock],
    sharedFiles: ['src/api/users.ts' as RepoPath],
  };

  test.each([['src/api/users.ts'], ['src/api/*.ts'], ['src/']])('keep a task on %s waiting', (pattern) => {
    const tasks = [taskOf('a', { writes: [pattern] }), taskOf('b', { files: ['docs/x.md'] })];
    const plan = assemblePlan(
      planInputOf(tasks, [agentOf('claude')], { presence: { ...NOBODY_ELSE, claims: [claim] } }),
    );
    expect(plan.tasks.map(({ id, start, waitsFor }) => [id, start, waitsFor])).toEqual([
      ['a', 30, 'c-7f3a91000000'],
      ['b', 0, undefined],
    ]);
  });
});

describe('names of files', () => {
  test('row 9: names that look like globs are names', () => {
    const agents = [agentOf('claude', { atOnce: 9 })];
    const tasks = ['[id].tsx', 'i.tsx', '*', '{a,b}'].map((file, at) => taskOf(`t${at}`, { files: [file] }));
    expect(assemblePlan(planInputOf(tasks, agents)).makespan).toBe(10);
  });

  test.each([
    ['row 13: NFC and NFD', '\u00e9.ts', 'e\u0301.ts'],
    ['row 14: case', 'README.md', 'readme.md'],
  ])('%s: one lock, so one after the other, both listed, with a warning', (_, a, b) => {
    const agents = [agentOf('claude', { atOnce: 9 })];
    const plan = assemblePlan(
      planInputOf([taskOf('a', { files: [a] }), taskOf('b', { files: [b] })], agents),
    );
    expect(plan.makespan).toBe(20);
    expect(plan.tasks.map((task) => task.files)).toEqual([[a], [b]]);
    expect(plan.notices).toEqual([{ code: 'case-fold-clash', data: { paths: [a, b].sort() } }]);
  });
});

test('row 73: no task, an empty plan', () => {
  const plan = assemblePlan(planInputOf([]));
  expect(plan).toMatchObject({ tasks: [], makespan: 0, lowerBound: 0, criticalPath: [], unassigned: [] });
});

describe('what is worth more', () => {
  const startsOf = (plan: Plan) => Object.fromEntries(plan.tasks.map(({ id, start }) => [id, start]));

  test('starts first where that takes no longer, however short it is', () => {
    const tasks = [
      taskOf('long', { estimate: 30, priority: 20 }),
      taskOf('short', { estimate: 5, priority: 90 }),
    ];
    const plan = assemblePlan(planInputOf(tasks, [agentOf('claude', { atOnce: 1 })]));
    expect(startsOf(plan)).toEqual({ short: 0, long: 5 });
    expect(plan.makespan).toBe(35);
  });

  test('waits where the plan would take longer', () => {
    const tasks = [
      taskOf('first', { estimate: 10, priority: 10 }),
      taskOf('next', { estimate: 30, priority: 10, needs: ['first'] }),
      taskOf('dear', { estimate: 20, priority: 90, files: ['x'] }),
      taskOf('cheap', { estimate: 20, priority: 10, files: ['y'] }),
    ];
    const plan = assemblePlan(planInputOf(tasks, [agentOf('claude', { atOnce: 2 })]));
    expect(plan.makespan).toBe(40);
    expect(startsOf(plan)).toMatchObject({ first: 0, dear: 0, next: 10, cheap: 20 });
  });
});
