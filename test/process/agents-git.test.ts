import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { credentialSettings } from '../../src/git/credential-settings.ts';
import { parseConfigList } from '../../src/git/git-config.ts';
import { localAgents } from '../../src/process/start/run-agent.ts';
import { makeRepository } from '../support/git-fixture.ts';

it('an agent’s git has no way to the user’s credentials, whatever their files say', async () => {
  const repo = makeRepository();
  repo.git('config', 'credential.helper', 'store');
  repo.git('config', 'credential.https://example.com.helper', 'cache');
  repo.git('config', 'http.https://example.com/.extraHeader', 'Authorization: Basic c2VjcmV0');
  const listed = repo.git('config', '-z', '--list', '--show-scope');
  const agents = localAgents({ emptied: credentialSettings(parseConfigList(Buffer.from(listed))) });
  const log = join(mkdtempSync(join(tmpdir(), 'agentic-agents-git-')), 'log');
  const ask =
    "printf 'protocol=https\\nhost=example.com\\n\\n' | GIT_TRACE=1 git credential fill; git config --get-urlmatch http.extraHeader https://example.com/x; echo end";
  const running = agents.start({
    command: { shell: ask },
    cwd: repo.dir,
    env: {},
    logFile: log,
    logBytes: 10_000,
    timeoutMs: 30_000,
  });
  expect(await running.ended).toMatchObject({ kind: 'exited', code: 0 });
  const said = readFileSync(log, 'utf8');
  expect(said).not.toContain('Authorization');
  expect(said).toContain('git credential fill');
  expect(said).not.toMatch(/credential-(store|cache)/);
  expect(said).toMatch(/^end$/m);
});
