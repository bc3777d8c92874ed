import type { RunId } from '../../src/core/model/ids.ts';
import type { TaskProgress } from '../../src/core/run/run-state.ts';
import { type WaveView, waveComment } from '../../src/report/ci/wave-comment.ts';
import { taskOf } from '../../test/support/plan-values.ts';

/** A run of three waves after its second: one task has failed for good, what needs it is stopped, one is at work. */
export function sampleWaveComment(): string {
  const tasks = [
    taskOf('api-login', { files: ['src/api/login.ts'], title: 'Limit logins per minute' }),
    taskOf('api-session', { files: ['src/api/session.ts'], title: 'Renew sessions on use' }),
    taskOf('docs-login', { needs: ['api-login'], files: ['docs/login.md'], title: 'Document the limit' }),
    taskOf('test-session', {
      needs: ['api-session'],
      files: ['test/session.test.ts'],
      title: 'Test that sessions are renewed',
    }),
    taskOf('changelog', {
      needs: ['docs-login'],
      files: ['CHANGELOG.md'],
      title: 'A line for the next release',
    }),
    taskOf('client-session', {
      needs: ['test-session'],
      files: ['src/client/session.ts', 'src/client/store.ts', 'src/client/x.ts'],
      title: 'Use renewed sessions',
    }),
  ].map((task, at) => ({
    ...task,
    dependsOn: task.needs.map((on) => ({ on, why: 'needs' as const })),
    wave: Math.floor(at / 2),
    assigned: at % 2 === 0 ? 'claude' : 'codex',
  }));
  const phases: readonly object[] = [
    { kind: 'done', how: 'published', agent: 'claude', commit: 'b81f2c0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' },
    { kind: 'done', how: 'published', agent: 'codex', commit: '9d03e51aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' },
    { kind: 'done', how: 'published', agent: 'claude', commit: '44c1f0eaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' },
    {
      kind: 'failed',
      problem: {
        code: 'tried-in-ci',
        data: { task: 'test-session', tries: 2, code: 'verify-failed', lines: ['1 failing'] },
      },
    },
    { kind: 'waiting' },
    { kind: 'stopped', because: 'test-session' },
  ];
  const view = {
    plan: { run: 'feature-login-3f9c2a17' as RunId, target: 'feature/login', tasks },
    state: {
      tasks: tasks.map(
        ({ id }, at) => ({ task: { id }, phase: phases[at], tries: 0 }) as unknown as TaskProgress,
      ),
      usedMs: 23 * 60_000,
      usedUsd: 1.37,
    },
    given: new Set(['changelog']),
    wave: 2,
    pushes: 1,
    escalateTo: ['@ana'],
  } as unknown as WaveView;
  const before = { asked: [], spent: { run: '3f9c2a17', pushes: 2, calls: 9 } };
  const about = {
    number: 7,
    head: '5b1e0c7aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    calls: 3,
    runUrl: 'https://github.com/acme/shop/actions/runs/77',
  };
  return waveComment(view, about, before);
}
