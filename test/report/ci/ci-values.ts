import type {
  AgentId,
  ClaimId,
  LockName,
  Oid,
  RefName,
  RepoPath,
  TaskId,
} from '../../../src/core/model/ids.ts';
import type { BranchPresence, ClaimPresence, Presence } from '../../../src/core/model/presence.ts';
import type { Task } from '../../../src/core/model/task.ts';
import type { WallTime } from '../../../src/core/model/time.ts';
import { assemblePlan } from '../../../src/core/plan/assemble-plan.ts';
import type { PlanInput } from '../../../src/core/plan/plan-input.ts';
import type { CiView } from '../../../src/report/ci/ci-view.ts';
import { agentOf, NOBODY_ELSE, planInputOf } from '../../support/plan-values.ts';

/** A pull request #7 of `feature/login`; what a test is about is given. */
export const viewOf = (
  tasks: readonly Task[],
  given: {
    readonly presence?: Partial<Presence>;
    readonly agents?: PlanInput['agents'];
    readonly files?: readonly string[];
    readonly title?: string;
    readonly branch?: string;
    readonly escalateTo?: readonly string[];
  } = {},
): CiView => ({
  plan: assemblePlan(
    planInputOf(tasks, given.agents ?? [agentOf('claude')], {
      presence: { ...NOBODY_ELSE, ...given.presence },
    }),
  ),
  claims: given.presence?.claims ?? [],
  changes: (given.files ?? ['src/a.ts']).map((path) => ({
    path: path as RepoPath,
    kind: 'modified',
    oldMode: '100644',
    newMode: '100644',
    added: 1,
    deleted: 0,
  })),
  subject: {
    kind: 'pull',
    number: 7,
    title: given.title ?? 'Log in',
    branch: given.branch ?? 'feature/login',
    head: 'a'.repeat(40),
  },
  base: 'main',
  escalateTo: given.escalateTo ?? [],
  runUrl: 'https://github.com/acme/shop/actions/runs/77',
});

export const claimOf = (
  id: string,
  given: Partial<ClaimPresence> & { readonly files?: readonly string[] },
): ClaimPresence => {
  const { files = [], ...rest } = given;
  return {
    claim: `c-${id.padStart(12, '0')}` as ClaimId,
    task: 'fix-422' as TaskId,
    agent: 'codex' as AgentId,
    holder: 'codex (Ana, fix/422)',
    branch: 'fix/422',
    until: Date.parse('2026-01-01T15:40:00Z') as WallTime,
    locks: files as readonly string[] as readonly LockName[],
    sharedFiles: files as readonly RepoPath[],
    ...rest,
  };
};

export const branchOf = (name: string, conflicts: readonly string[]): BranchPresence => ({
  ref: `refs/remotes/origin/${name}` as RefName,
  name: `origin/${name}`,
  tip: 'c'.repeat(40) as Oid,
  author: 'Ana',
  at: 0 as WallTime,
  sharedFiles: conflicts as readonly RepoPath[],
  conflicts: conflicts.map((path) => ({ path: path as RepoPath, lines: [[40, 58]] })),
});
