import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, inject } from 'vitest';

// Test files share a worker, one after the other: each finds the environment and the folder as the first one did.
const inherited = { ...process.env };
const folder = process.cwd();
afterAll(() => {
  if (process.cwd() !== folder) process.chdir(folder);
  for (const name of Object.keys(process.env)) if (!(name in inherited)) delete process.env[name];
  Object.assign(process.env, inherited);
});

// Each start of node would read and parse the certificates that a machine adds; servers of tests need none.
const OF_MACHINE = ['CI', 'NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS'];

/** Tests must not see the machine's git set-up, CI variables or agent sessions: each would change what the program does. */
for (const name of Object.keys(process.env)) {
  if (
    /^(GIT_|GITHUB_|ACTIONS_|RUNNER_|AGENTIC_|GH_|CLAUDE|CODEX_|GEMINI_|COPILOT_)/.test(name) ||
    OF_MACHINE.includes(name)
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
  // Looks leave something there: not with the user, and not for another file, whose folders go before its own cache does.
  XDG_CACHE_HOME: mkdtempSync(join(inject('runFolder'), 'cache-')),
  LC_ALL: 'C',
  TZ: 'UTC',
});
