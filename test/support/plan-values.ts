import { natureOf } from '../../src/core/analyse/rules/kinds.ts';
import type { Agent } from '../../src/core/model/agent.ts';
import type { AgentId, Oid, RepoPath, RunId, TaskId } from '../../src/core/model/ids.ts';
import type { Presence } from '../../src/core/model/presence.ts';
import type { Task } from '../../src/core/model/task.ts';
import { literalPattern } from '../../src/core/paths/match-paths.ts';
import type { PlanInput } from '../../src/core/plan/plan-input.ts';

/** Small values for tests of the planner; what a test is about is given, the rest is dull. */
export const taskOf = (
  id: string,
  given: Partial<Omit<Task, 'id' | 'files' | 'needs' | 'after'>> & {
    readonly files?: readonly string[];
    readonly needs?: readonly string[];
    readonly after?: readonly string[];
  } = {},
): Task => {
  const files = (given.files ?? []) as readonly RepoPath[];
  return {
    kind: 'custom',
    title: `Do ${id}`,
    why: 'asked for',
    evidence: [],
    nature: natureOf(given.kind ?? 'custom'),
    estimateBy: 'given',
    origin: 'file',
    writes: files.map(literalPattern),
    reads: [],
    skills: {},
    priority: 50,
    prioritySum: [],
    estimate: 10,
    acceptance: [],
    ...given,
    id: id as TaskId,
    files,
    needs: (given.needs ?? []) as readonly TaskId[],
    after: (given.after ?? []) as readonly TaskId[],
  };
};

export const agentOf = (id: string, given: Partial<Agent> = {}): Agent => ({
  skills: {},
  languages: [],
  paths: [],
  atOnce: 1,
  origin: 'configured',
  runnable: true,
  ...given,
  id: id as AgentId,
});

export const NOBODY_ELSE: Presence = {
  table: { kind: 'not-looked', why: 'offline' },
  branches: [],
  claims: [],
  staleBranches: [],
  branchesSeen: 0,
  branchesLeftOut: 0,
};

export const planInputOf = (
  tasks: readonly Task[],
  agents: readonly Agent[] = [agentOf('claude')],
  given: Partial<PlanInput> = {},
): PlanInput => ({
  run: 'main-00000000' as RunId,
  target: 'main',
  base: 'b'.repeat(40) as Oid,
  head: 'a'.repeat(40) as Oid,
  asOf: '2026-01-01T12:00:00Z',
  tasks,
  agents,
  roles: {},
  limits: { agents: 8, agentsPerFile: 1, mergeable: [], ignore: [] },
  presence: NOBODY_ELSE,
  ...given,
});
