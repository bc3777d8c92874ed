import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Task } from '../../../src/core/model/task.ts';
import { assemblePlan } from '../../../src/core/plan/assemble-plan.ts';
import { findConflicts } from '../../../src/core/plan/find-conflicts.ts';
import { agentOf, planInputOf, taskOf } from '../../support/plan-values.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const KINDS = ['security-audit', 'code-review', 'documentation-update', 'fix-bug', 'verify-fix', 'custom'];
const PATHS = ['a.ts', 'b.ts', 'src/a.ts', 'src/b.ts', 'src', 'docs/x.md', '**/*.ts', 'src/*'];

const pick = (values: readonly string[], maxLength: number) =>
  fc.uniqueArray(fc.constantFrom(...values), { maxLength });

/** Tasks whose needs point backwards, so there is no cycle among them; `after` may point anywhere. */
const someTasks: fc.Arbitrary<readonly Task[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      writes: pick(PATHS, 3),
      reads: pick(PATHS, 2),
      estimate: fc.integer({ min: 1, max: 30 }),
      priority: fc.integer({ min: 0, max: 100 }),
      needs: fc.array(fc.nat(), { maxLength: 2 }),
      after: fc.array(fc.nat(), { maxLength: 2 }),
      skilled: fc.boolean(),
    }),
    { maxLength: 9 },
  )
  .map((drafts) =>
    drafts.map(({ needs, after, skilled, ...draft }, at) =>
      taskOf(`t${at}`, {
        ...draft,
        skills: skilled ? { python: 1 } : {},
        needs: at === 0 ? [] : needs.map((other) => `t${other % at}`),
        after: after.map((other) => `t${other % drafts.length}`),
      }),
    ),
  );

const AGENTS = [agentOf('claude', { atOnce: 2 }), agentOf('codex', { skills: { python: 1 } })];

describe('whatever the tasks', () => {
  test('each is planned once, after what it depends on, and never beside one it conflicts with', () => {
    fc.assert(
      fc.property(someTasks, (tasks) => {
        const plan = assemblePlan(planInputOf(tasks, AGENTS));
        expect(plan.tasks.map((task) => task.id).sort()).toEqual(tasks.map((task) => task.id).sort());
        const byId = new Map(plan.tasks.map((task) => [task.id, task]));
        const seen = new Set<string>();
        for (const task of plan.tasks) {
          for (const { on, why } of task.dependsOn) {
            const other = byId.get(on);
            expect(other?.finish).toBeLessThanOrEqual(task.start);
            expect(other?.wave).toBeLessThan(task.wave);
            if (why !== 'files') expect(seen.has(on)).toBe(true);
          }
          seen.add(task.id);
        }
        const limits = { mergeable: [], ignore: [] };
        for (const [at, others] of findConflicts(plan.tasks, limits).entries()) {
          for (const other of others) {
            const [a, b] = [plan.tasks[at], plan.tasks[other]];
            expect((a?.finish ?? 0) <= (b?.start ?? 0) || (b?.finish ?? 0) <= (a?.start ?? 0)).toBe(true);
            expect(a?.wave).not.toBe(b?.wave);
          }
        }
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  test('no agent has more at once than it can, and no plan beats its lower bound', () => {
    fc.assert(
      fc.property(someTasks, fc.integer({ min: 1, max: 3 }), (tasks, agents) => {
        const limits = { agents, agentsPerFile: 1, mergeable: [], ignore: [] };
        const plan = assemblePlan(planInputOf(tasks, AGENTS, { limits }));
        for (const at of plan.tasks) {
          const running = plan.tasks.filter((task) => task.start <= at.start && at.start < task.finish);
          expect(running.length).toBeLessThanOrEqual(agents);
          for (const agent of AGENTS) {
            const own = running.filter((task) => task.assigned === agent.id);
            expect(own.length).toBeLessThanOrEqual(agent.atOnce);
          }
        }
        expect(plan.makespan).toBeGreaterThanOrEqual(plan.lowerBound);
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  test('row 75: shuffled inputs give the same bytes', () => {
    const shuffled = someTasks.chain((tasks) =>
      fc.tuple(
        fc.constant(tasks),
        fc.shuffledSubarray([...tasks], { minLength: tasks.length }),
        fc.boolean(),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([tasks, others, flip]) => {
        const turned = others.map((task) =>
          flip ? { ...task, writes: [...task.writes].reverse(), needs: [...task.needs].reverse() } : task,
        );
        const agents = flip ? [...AGENTS].reverse() : AGENTS;
        const first = JSON.stringify(assemblePlan(planInputOf(tasks, AGENTS)));
        expect(JSON.stringify(assemblePlan(planInputOf(turned, agents)))).toBe(first);
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  test('row 72: a cycle that was not refused before is a bug that is named, not a plan', () => {
    const cycle = [taskOf('a', { needs: ['b'] }), taskOf('b', { needs: ['a'] })];
    expect(() => assemblePlan(planInputOf(cycle))).toThrow();
    expect(() => assemblePlan(planInputOf([taskOf('a'), taskOf('a')]))).toThrow('same id');
    expect(() => assemblePlan(planInputOf([taskOf('a', { needs: ['x'] })]))).toThrow('not in the plan');
  });
});
