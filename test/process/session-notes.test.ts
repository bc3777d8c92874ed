import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findAgentProcess } from '../../src/core/agents/agent-process.ts';
import { parseSession, sessionOfEnvironment, withSession } from '../../src/core/agents/agent-session.ts';
import { parsePsRow, parseStatRow } from '../../src/process/holder/ancestors.ts';
import { findNotedSession, forgetSession, noteSession } from '../../src/process/holder/session-notes.ts';
import { makeFolder } from '../support/git-fixture.ts';

const rows = (...names: readonly string[]) => names.map((name, at) => ({ pid: 900 - at, name }));

test.each([
  ['the program above a shell', rows('sh', 'claude', 'zsh', 'login'), 899],
  ['no starter of packages', rows('bash', 'npm exec agentic', 'sh', 'codex', 'zsh'), 897],
  ['a login shell is a shell', rows('-bash', 'gemini'), 899],
  ['none, where there are shells alone', rows('sh', 'bash'), undefined],
])('the agent above a hook: %s', (_what, ancestors, pid) => {
  expect(findAgentProcess(ancestors)?.pid).toBe(pid);
});

test('an agent that says its own process id is believed where that is above the hook', () => {
  expect(findAgentProcess(rows('sh', 'node', 'claude'), 898)?.pid).toBe(898);
  expect(findAgentProcess(rows('sh', 'node', 'claude'), 5)?.pid).toBe(899);
});

test('a row of /proc and of ps, whatever a program calls itself', () => {
  const fields = Array.from({ length: 50 }, (_, at) => String(at + 3));
  const stat = `71 (a) b (c) S 70 ${fields.slice(2).join(' ')}`;
  expect(parseStatRow(71, stat)).toEqual({ pid: 71, parent: 70, started: '22', name: 'a) b (c' });
  expect(parseStatRow(71, 'torn')).toBeUndefined();
  expect(parsePsRow('  501   499 Thu Nov 26 14:42:01 2026     /usr/local/bin/node')).toEqual({
    pid: 501,
    parent: 499,
    started: 'Thu Nov 26 14:42:01 2026',
    name: 'node',
  });
  expect(parsePsRow('garbage')).toBeUndefined();
});

test('who descends from a noted process belongs to its session, until that ends', async () => {
  const folder = join(makeFolder(), 'sessions');
  expect(await findNotedSession(folder)).toBeUndefined();
  const session = { agent: 'claude', id: '315f' };
  expect(await noteSession(folder, session)).toBe(true);
  expect(await findNotedSession(folder)).toEqual(session);
  const next = { agent: 'claude', id: '316a' }; // the same process begins another conversation
  await noteSession(folder, next);
  expect(await findNotedSession(folder)).toEqual(next);
  await forgetSession(folder, session);
  expect(await findNotedSession(folder)).toEqual(next);
  await forgetSession(folder, next);
  expect(await findNotedSession(folder)).toBeUndefined();
});

test('notes of agents that are gone are removed, and what is not a note says nothing', async () => {
  const folder = join(makeFolder(), 'sessions');
  const { pid } = spawnSync('true');
  await noteSession(folder, { agent: 'codex', id: '1' });
  const [own = ''] = readdirSync(folder);
  writeFileSync(join(folder, `${pid}-1.json`), '{}');
  writeFileSync(join(folder, own), '{"version":1');
  expect(await findNotedSession(folder)).toBeUndefined();
  await noteSession(folder, { agent: 'codex', id: '2' });
  expect(readdirSync(folder)).toEqual([own]);
});

test('a session by its variable, and one that a hook hands on', () => {
  const session = { agent: 'copilot', id: '97e8' };
  expect(sessionOfEnvironment({ CODEX_THREAD_ID: '01a2' })).toEqual({ agent: 'codex', id: '01a2' });
  expect(sessionOfEnvironment(withSession({}, session))).toEqual(session);
  expect(sessionOfEnvironment(withSession({ CODEX_THREAD_ID: '01a2' }, session))).toMatchObject({
    agent: 'codex',
  });
  expect(parseSession('Claude=x')).toBeUndefined();
  expect(parseSession('claude=')).toBeUndefined();
});
