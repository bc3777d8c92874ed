import type { AgentId, LockName, TaskId } from '../../src/core/model/ids.ts';
import { pullComment } from '../../src/report/ci/pull-comment.ts';
import { branchOf, claimOf, viewOf } from '../../test/report/ci/ci-values.ts';
import { agentOf, taskOf } from '../../test/support/plan-values.ts';

const SESSION = 'src/auth/session.ts';

/** Three tasks, one of which waits for a claim, one that is worked on, a conflict, and somebody who is asked. */
export function sampleComment(): string {
  const tasks = [
    taskOf('security-audit', {
      kind: 'security-audit',
      origin: 'rule',
      files: ['src/api/users.ts'],
      why: 'the session cookie is made without SameSite (line 41)',
    }),
    taskOf('documentation-update', {
      kind: 'documentation-update',
      origin: 'rule',
      files: ['docs/api.md'],
      why: 'docs/api.md still shows login() without its second argument',
    }),
    taskOf('test-coverage', {
      kind: 'test-coverage',
      origin: 'rule',
      files: [SESSION],
      needs: ['security-audit'],
      why: 'renewSession() is new, and no test names it',
    }),
  ];
  const presence = {
    claims: [
      claimOf('20be44d1', {
        files: [SESSION],
        title: 'limit logins per minute',
        holder: 'codex (Ana, codex/rate-limit)',
      }),
      claimOf('91c0a7f2', {
        task: 'documentation-update' as TaskId,
        agent: 'claude' as AgentId,
        holder: 'claude (Ben, feature/login)',
        branch: 'feature/login',
        locks: ['docs/api.md'] as readonly string[] as readonly LockName[],
      }),
    ],
    branches: [branchOf('codex/rate-limit', [SESSION])],
    mergeOrder: { order: ['feature/login', 'origin/codex/rate-limit'], conflicts: 1, worst: 2 },
  };
  const agents = [agentOf('claude'), agentOf('codex')];
  const view = viewOf(tasks, {
    presence,
    agents,
    files: ['src/api/users.ts', SESSION],
    escalateTo: ['@ana'],
  });
  const head = '9a41c07be52d'.padEnd(40, '0');
  const subject = { kind: 'pull', number: 128, title: 'Log in', branch: 'feature/login', head } as const;
  return pullComment({ ...view, subject }, { asked: [], always: false }).body;
}
