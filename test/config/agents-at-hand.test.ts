import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { agentOfPreset, agentsAtHand } from '../../src/config/agents/agents-at-hand.ts';
import { defaultSettings } from '../../src/config/normalize/defaults.ts';
import { PRESET_PROGRAMS, PRESETS } from '../../src/core/agents/presets.ts';
import { findOnPath } from '../../src/process/programs/find-executables.ts';
import { settingsOf } from './parse.ts';

const ids = (agents: readonly { readonly id: string }[]) => agents.map(({ id }) => id);

test('without a configuration those found are taken, in a fixed order', () => {
  const agents = agentsAtHand(defaultSettings(), ['codex', 'aider', 'claude']);
  expect(ids(agents)).toEqual(['claude', 'codex', 'aider']);
  expect(agents).toMatchObject([
    { origin: 'found', runnable: true, preset: 'claude-code', timeoutMinutes: 30, retries: 1 },
    { origin: 'found', runnable: true, preset: 'codex' },
    { origin: 'found', runnable: true, preset: 'aider' },
  ]);
});

test('nobody is found where nobody is', () => {
  expect(agentsAtHand(defaultSettings(), [])).toEqual([]);
});

test('configured agents are not mixed with found ones; roles alone are', () => {
  expect(ids(agentsAtHand(settingsOf('agents: {mine: {command: x}}'), ['claude']))).toEqual(['mine']);
  expect(ids(agentsAtHand(settingsOf('agents: [saa, qaa]'), ['claude']))).toEqual(['claude', 'saa', 'qaa']);
});

test('run --with: one agent, as many at once as the limits allow', () => {
  const agent = agentOfPreset(settingsOf('{limits: {agents: 4}, timeout: 5m}'), 'claude-code');
  expect(agent).toMatchObject({ id: 'claude', atOnce: 4, runnable: true, timeoutMinutes: 5 });
  expect(agentOfPreset(defaultSettings(), 'toString')).toBeUndefined();
});

test('every known agent is started by its own executable, without a shell', () => {
  expect(new Set(PRESET_PROGRAMS).size).toBe(PRESET_PROGRAMS.length);
  for (const { argv, last = [], stdin } of Object.values(PRESETS)) {
    const prompts = [...argv, ...last].filter((word) => /\{prompt(_file)?\}/.test(word)).length;
    expect(prompts + (stdin === 'prompt' ? 1 : 0), `the prompt reaches ${argv[0]} in one way`).toBe(1);
  }
});

test('row 58: executables are looked for, not started; not executable, a folder, a relative PATH do not count', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'agents on path '));
  try {
    const [one, two] = [join(folder, 'one'), join(folder, 'two ü')];
    await Promise.all([mkdir(one), mkdir(join(two, 'gemini'), { recursive: true })]);
    await writeFile(join(two, 'codex'), `#!/bin/sh\ntouch "${folder}/started"\n`);
    await chmod(join(two, 'codex'), 0o755);
    await writeFile(join(one, 'copilot'), '');
    await chmod(join(one, 'copilot'), 0o644);
    await symlink(join(two, 'codex'), join(one, 'claude'));
    await symlink(join(two, 'missing'), join(one, 'opencode'));
    const search = (PATH: string) => findOnPath({ executables: PRESET_PROGRAMS, env: { PATH } });
    expect(await search([one, join(folder, 'none'), two].join(delimiter))).toEqual(['claude', 'codex']);
    expect(await search(['', '.', 'relative'].join(delimiter))).toEqual([]);
    expect(await findOnPath({ executables: PRESET_PROGRAMS, env: {} })).toEqual([]);
    expect(await findOnPath({ executables: ['started'], env: { PATH: folder } })).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
