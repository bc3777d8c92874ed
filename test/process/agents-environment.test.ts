import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { AgentOrder } from '../../src/app/ports/agents.ts';
import { commandEnvironment } from '../../src/process/start/agent-environment.ts';
import { localAgents } from '../../src/process/start/run-agent.ts';
import { makeFolder } from '../support/git-fixture.ts';

afterEach(() => {
  for (const name of ['PROBE_KEY', 'PROBE_MODE']) delete process.env[name];
});

/** What the agent itself sees, by its own word. */
async function ask(script: string, more: Partial<AgentOrder>) {
  Object.assign(process.env, { PROBE_KEY: 'k-123456', PROBE_MODE: 'fast' });
  const folder = makeFolder();
  const logFile = join(folder, 'agent.log');
  const end = await localAgents().start({
    command: { argv: [process.execPath, '-e', script] },
    cwd: folder,
    env: {},
    logFile,
    logBytes: 100_000,
    timeoutMs: 60_000,
    ...more,
  }).ended;
  return { end, log: readFileSync(logFile, 'utf8') };
}

const SHOW = "console.log(process.env.PROBE_MODE ?? 'nothing', process.env.AGENTIC_TASK)";

it('an agent sees what is passed to it and what is set for it; a command of the team’s own sees all', async () => {
  const env = { AGENTIC_TASK: 't' };
  expect((await ask(SHOW, { env, passes: [] })).log).toBe('nothing t\n');
  expect((await ask(SHOW, { env, passes: ['PROBE_*'] })).log).toBe('fast t\n');
  expect((await ask(SHOW, { env: { ...env, PROBE_MODE: 'set' }, passes: [] })).log).toBe('set t\n');
  expect((await ask(SHOW, { env })).log).toBe('fast t\n');
});

it('names what an agent did not see and its log asks for, as whole words', async () => {
  const says = 'console.error("PROBE_KEY is not set; XPROBE_MODE neither"); process.exitCode = 1';
  expect((await ask(says, { passes: [] })).end).toMatchObject({ unseen: ['PROBE_KEY'] });
  expect((await ask(says, { passes: ['PROBE_KEY'] })).end).toMatchObject({ unseen: [] });
  expect((await ask(says, { passes: [], env: { PROBE_KEY: 'own' } })).end).toMatchObject({ unseen: [] });
});

it('git asks nothing there, and has none of the settings that lead to credentials', () => {
  const inherited = {
    PATH: '/bin',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'http.extraHeader',
    GIT_CONFIG_VALUE_0: 's',
  };
  const { env, leftOut } = commandEnvironment(inherited, {
    ours: { AGENTIC_TASK: 't' },
    passes: ['*'],
    emptied: ['credential.helper'],
  });
  expect(env).toEqual({
    PATH: '/bin',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'credential.helper',
    GIT_CONFIG_VALUE_0: '',
    AGENTIC_TASK: 't',
  });
  expect(leftOut).toEqual(['GIT_CONFIG_COUNT', 'GIT_CONFIG_KEY_0', 'GIT_CONFIG_VALUE_0']);
});
