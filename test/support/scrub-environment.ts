import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Tests must not see the machine's git set-up, CI variables or agent sessions: each would change what the program does. */
for (const name of Object.keys(process.env)) {
  if (
    /^(GIT_|GITHUB_|ACTIONS_|RUNNER_|AGENTIC_|GH_|CLAUDE|CODEX_|GEMINI_|COPILOT_)/.test(name) ||
    name === 'CI'
  )
    delete process.env[name];
}
Object.assign(process.env, {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.invalid',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.invalid',
  XDG_CACHE_HOME: join(tmpdir(), 'agentic-plan-tests', 'cache'), // looks leave something there, and not with the user
  LC_ALL: 'C',
  TZ: 'UTC',
});
