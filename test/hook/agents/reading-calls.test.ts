import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readHookCall } from '../../../src/core/agents/hooks/hook-call.ts';

const sample = (name: string): string => readFileSync(`test/fixtures/agent-hooks/${name}.json`, 'utf8');

test.each([
  ['claude/SessionStart', 'session-start', 'claude', 'claude', []],
  ['claude/UserPromptSubmit', 'prompt', 'claude', 'claude', []],
  ['claude/PreToolUse-Edit', 'before-edit', 'claude', 'claude', ['/home/dev/project/base.txt']],
  ['claude/PreToolUse-Write', 'before-edit', 'claude', 'claude', ['/home/dev/project/ok.txt']],
  ['claude/PostToolUse-Edit', 'after-edit', 'claude', 'claude', ['/home/dev/project/base.txt']],
  ['claude/PreToolUse-Bash', 'before-command', 'claude', 'claude', []],
  ['claude/PostToolUse-Bash', 'after-command', 'claude', 'claude', []],
  ['claude/Stop', 'other', 'claude', 'claude', []],
  ['claude/SessionEnd', 'session-end', 'claude', 'claude', []],
  ['codex/SessionStart', 'session-start', 'claude', 'codex', []],
  ['codex/PreToolUse-Bash', 'before-command', 'claude', 'codex', []],
  ['codex/PreToolUse-apply_patch', 'before-edit', 'claude', 'codex', ['/home/dev/project/src/a.txt']],
  ['codex/PostToolUse-apply_patch', 'after-edit', 'claude', 'codex', ['/home/dev/project/src/a.txt']],
  ['codex/Stop', 'other', 'claude', 'codex', []],
  ['codex/SessionEnd', 'session-end', 'claude', 'codex', []],
  ['gemini/SessionStart', 'session-start', 'gemini', 'gemini', []],
  ['gemini/BeforeAgent', 'prompt', 'gemini', 'gemini', []],
  ['gemini/BeforeTool-write_file', 'before-edit', 'gemini', 'gemini', ['ok.txt']],
  ['gemini/AfterTool-write_file', 'after-edit', 'gemini', 'gemini', ['ok.txt']],
  ['gemini/AfterAgent', 'other', 'gemini', 'gemini', []],
  ['copilot/sessionStart', 'session-start', 'copilot', 'copilot', []],
  ['copilot/userPromptSubmitted', 'prompt', 'copilot', 'copilot', []],
  ['copilot/preToolUse-create', 'before-edit', 'copilot', 'copilot', ['/home/dev/project/ok.txt']],
  ['copilot/postToolUse-create', 'after-edit', 'copilot', 'copilot', ['/home/dev/project/ok.txt']],
  ['copilot/sessionEnd', 'session-end', 'copilot', 'copilot', []],
  [
    'copilot-by-claude/PreToolUse-Write',
    'before-edit',
    'claude-and-own',
    'copilot',
    ['/home/dev/project/ok.txt'],
  ],
])('%s is %s of %s', (name, event, dialect, agent, paths) => {
  const call = readHookCall(sample(name));
  expect(call).toMatchObject({ event, dialect, paths, cwd: '/home/dev/project', session: { agent } });
  expect(call?.session?.id).toMatch(/^[0-9a-f-]{36}$/);
});

test('what the command line of the hook says is believed, and an edit of our plugin is one', () => {
  const said = { agent: 'qwen', event: 'preToolUse' };
  expect(readHookCall('{"sessionId":"1","toolName":"edit","toolArgs":{}}', said)).toMatchObject({
    event: 'before-edit',
    session: { agent: 'qwen' },
  });
  const plugin = {
    dialect: 'plugin',
    agent: 'opencode',
    hook_event_name: 'PreToolUse',
    session_id: 'ses_1',
    tool_name: 'write',
    tool_input: { filePath: '/r/a.txt' },
  };
  expect(readHookCall(JSON.stringify(plugin))).toMatchObject({
    dialect: 'plugin',
    event: 'before-edit',
    session: { agent: 'opencode', id: 'ses_1' },
    paths: ['/r/a.txt'],
  });
});

test.each([
  ['nothing', ''],
  ['no JSON', 'edit a.txt'],
  ['a torn object', '{"session_id":"1","hook_event_na'],
  ['a list', '[]'],
  ['null', 'null'],
  ['an object of something else', '{"a":1}'],
])('%s is no call', (_what, text) => {
  expect(readHookCall(text)).toBeUndefined();
});

test('an event that nobody knows is answered with silence, whatever it brings', () => {
  const odd = { hook_event_name: 'constructor', session_id: 7, tool_name: ['Edit'], tool_input: 'x', cwd: 1 };
  expect(readHookCall(JSON.stringify(odd))).toMatchObject({
    event: 'other',
    session: undefined,
    cwd: undefined,
  });
  expect(readHookCall(`\uFEFF${JSON.stringify({ ...odd, hook_event_name: '__proto__' })}`)?.event).toBe(
    'other',
  );
});
