import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Task } from '../../../src/core/model/task.ts';
import type { BatchSettings } from '../../../src/core/model/workflow-settings.ts';
import { findEdges } from '../../../src/core/plan/find-edges.ts';
import { joinTasks } from '../../../src/core/plan/join-tasks.ts';
import { agentOf, taskOf } from '../../support/plan-values.ts';

const join = (
  tasks: readonly Task[],
  batch: Partial<BatchSettings> = {},
  agents: Parameters<typeof joinTasks>[0]['agents'] = [],
) =>
  joinTasks({
    tasks,
    batchOf: () => ({ batch: { by: 'kind', maxFiles: 20, ...batch }, scope: '' }),
    agents,
    roles: {},
  });

/** What is joined with what, in words: `a+b c`. */
const shape = (tasks: readonly Task[]): string =>
  tasks
    .map(({ id, members }) => members?.map((member) => member.id).join('+') ?? id)
    .sort()
    .join(' ');

const scan = (id: string, file: string, more: Parameters<typeof taskOf>[1] = {}): Task =>
  taskOf(id, { kind: 'scan', files: [file], ...more });

describe('what is joined', () => {
  test.each<[string, Partial<BatchSettings>, readonly Task[], string]>([
    [
      'by kind: those of one kind',
      {},
      [scan('a', 'x/1'), scan('b', 'y/2'), scan('c', 'z', { kind: 'check' })],
      'a+b c',
    ],
    [
      'by directory: whatever their kind',
      { by: 'directory' },
      [scan('a', 'x/1'), scan('b', 'x/2', { kind: 'check' }), scan('c', 'y/1'), scan('d', 'x/in/1')],
      'a+b c d',
    ],
    [
      'by agent: those that say whose they are, a role or an agent',
      { by: 'agent' },
      [
        scan('a', '1', { agent: 'ada' as never }),
        scan('b', '2', { agent: 'ada' as never, kind: 'check' }),
        scan('c', '3', { role: 'saa' }),
        scan('d', '4', { role: 'saa' }),
        scan('e', '5'),
        scan('f', '6'),
      ],
      'a+b c+d e f',
    ],
    [
      'no more files than it may have, neighbours together',
      { maxFiles: 2 },
      [scan('a', 'x/1'), scan('b', 'y/1'), scan('c', 'x/2'), scan('d', 'y/2'), scan('e', 'z')],
      'a+c b+d e',
    ],
    [
      'a stage of a pipeline, not two of them',
      {},
      [scan('a', '1'), scan('b', '2'), scan('c', '1', { needs: ['a'] }), scan('d', '2', { needs: ['b'] })],
      'a+b c+d',
    ],
    [
      'nothing that a decision hangs on, or that has a command of its own',
      {},
      [
        scan('a', '1', { condition: 'true' }),
        scan('b', '2', { outputs: ['n'] }),
        scan('c', '3', { command: { argv: ['x'] } }),
        scan('d', '4'),
      ],
      'a b c d',
    ],
    [
      'nothing that would be tried otherwise',
      {},
      [scan('a', '1', { retries: 3 }), scan('b', '2'), scan('c', '3', { retries: 3 })],
      'a+c b',
    ],
  ])('%s', (_, batch, tasks, expected) => {
    expect(shape(join(tasks, batch))).toBe(expected);
    expect(shape(join([...tasks].reverse(), batch))).toBe(expected);
  });

  test('only what the same agents may do', () => {
    const agents = [agentOf('web', { paths: ['web/**'] }), agentOf('api', { paths: ['api/**'] })];
    const tasks = [scan('a', 'web/1'), scan('b', 'api/1'), scan('c', 'web/2')];
    expect(shape(join(tasks, {}, agents))).toBe('a+c b');
  });
});

test('a batch is all that its tasks are, and each of them whole', () => {
  const a = scan('a', 'x', {
    priority: 80,
    estimate: 5,
    skills: { sql: 1 },
    why: 'one',
    acceptance: ['A'],
    evidence: [{ kind: 'unlisted', files: 2 }],
  });
  const b = scan('b', 'y', { estimate: 7, skills: { sql: 3, go: 0 }, why: 'two' });
  const last = scan('c', 'z', { kind: 'report', needs: ['a', 'b'], condition: 'needs.a.result' });
  const [after, batch] = join([a, b, last]);
  expect(batch).toMatchObject({
    id: expect.stringMatching(/^batch-scan-[0-9a-f]{8}$/),
    kind: 'scan',
    title: 'scan (2 tasks)',
    why: 'one; two',
    files: ['x', 'y'],
    writes: ['x', 'y'],
    priority: 80,
    estimate: 12,
    skills: { sql: 3, go: 0 },
    acceptance: ['A'],
    evidence: [{ kind: 'unlisted', files: 2 }],
    members: [a, b],
  });
  expect(after).toMatchObject({
    id: 'c',
    needs: [batch?.id],
    conditionNames: { a: batch?.id, b: batch?.id },
  });
});

test('whatever waits for whatever, nothing is lost and no batch waits for itself', () => {
  const graph = fc.array(fc.tuple(fc.nat(2), fc.array(fc.nat(11), { maxLength: 3 })), { maxLength: 12 });
  fc.assert(
    fc.property(graph, fc.integer({ min: 1, max: 5 }), (nodes, maxFiles) => {
      const tasks = nodes.map(([kind, needs], at) =>
        scan(`t${at}`, `f${at}`, {
          kind: ['scan', 'fix', 'verify'][kind] ?? 'scan',
          needs: [...new Set(needs.filter((on) => on < at))].map((on) => `t${on}`),
        }),
      );
      const joined = join(tasks, { maxFiles });
      const all = joined.flatMap(({ id, members }) => members?.map((member) => member.id) ?? [id]);
      expect([...all].sort()).toEqual(tasks.map(({ id }) => id).sort());
      const edges = findEdges(joined);
      const done = new Set<number>();
      for (let before = -1; before !== done.size; ) {
        before = done.size;
        for (const [at, needs] of edges.entries())
          if ([...needs.keys()].every((on) => done.has(on))) done.add(at);
      }
      expect(done.size).toBe(joined.length);
    }),
  );
});
