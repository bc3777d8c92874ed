import { describe, expect, it } from 'vitest';
import { outputReader } from '../../../src/core/agents/output-reader.ts';
import type { PresetName } from '../../../src/core/agents/presets.ts';

// Events as the programs of these names print them, shortened.

const shown = (preset: PresetName, events: readonly unknown[]) => {
  const reader = outputReader(preset);
  if (reader === undefined) throw new Error(`${preset} prints text`);
  const lines = events.map((event) => (typeof event === 'string' ? event : JSON.stringify(event)));
  const bytes = Buffer.from(`${lines.join('\n')}\n`, 'utf8').toString('latin1');
  const text = Buffer.from(reader.push(bytes) + reader.end(), 'latin1').toString('utf8');
  return { text: text.split('\n').filter((line) => line !== ''), report: reader.report() };
};

const say = (text: string) => ({ type: 'text', text });
const assistant = (...content: readonly unknown[]) => ({ type: 'assistant', message: { content } });

describe('claude --output-format stream-json', () => {
  it('what it says and does, and what all of it cost', () => {
    const input = { file_path: '/w/src/a.ts', content: 'x' };
    const { text, report } = shown('claude-code', [
      { type: 'system', subtype: 'init', tools: ['Write'] },
      assistant(say('I look at the file — first.'), { type: 'tool_use', name: 'Write', input }),
      { type: 'user', message: { content: [{ type: 'tool_result', content: 'File created' }] } },
      assistant({ type: 'tool_use', name: 'Bash', input: { command: 'npm test\necho' } }),
      {
        type: 'user',
        message: { content: [{ type: 'tool_result', is_error: true, content: [say('not allowed')] }] },
      },
      assistant(say('Done.')),
      {
        type: 'result',
        is_error: false,
        result: 'Done.',
        total_cost_usd: 0.125,
        usage: {
          input_tokens: 10,
          cache_creation_input_tokens: 200,
          cache_read_input_tokens: 3000,
          output_tokens: 40,
        },
      },
    ]);
    expect(text).toEqual([
      'I look at the file — first.',
      'Write /w/src/a.ts',
      '$ npm test …',
      'not allowed',
      'Done.',
    ]);
    expect(report).toEqual({ usd: 0.125, tokens: { input: 3210, output: 40 }, well: true });
  });

  it('the result alone, where nothing came before it', () => {
    const result = { type: 'result', is_error: false, result: 'All done.', total_cost_usd: 1 };
    expect(shown('claude-code', [result])).toEqual({ text: ['All done.'], report: { usd: 1, well: true } });
  });

  it('trouble by its kind, said once; a result later counts all that was before', () => {
    const trouble = {
      ...assistant(say('Not logged in · Please run /login')),
      error: 'authentication_failed',
    };
    const result = { type: 'result', is_error: true, result: 'Not logged in · Please run /login' };
    expect(shown('claude-code', [trouble, { ...result, total_cost_usd: 0 }])).toEqual({
      text: ['Not logged in · Please run /login'],
      report: { usd: 0, error: 'authentication_failed: Not logged in · Please run /login' },
    });
    const retry = { type: 'system', subtype: 'api_retry', attempt: 2, max_retries: 10, error: 'rate_limit' };
    expect(shown('claude-code', [{ ...retry, error_status: 429 }])).toEqual({
      text: ['rate_limit 429: asks again, 2 of 10'],
      report: { error: 'rate_limit 429' },
    });
    const goesOn = shown('claude-code', [{ ...retry, error_status: 429 }, assistant(say('I go on'))]);
    expect(goesOn.report).toEqual({});
    const fine = { type: 'result', is_error: false };
    expect(
      shown('claude-code', [
        { ...fine, total_cost_usd: 1 },
        { ...fine, total_cost_usd: 3 },
      ]).report.usd,
    ).toBe(3);
  });
});

it('qwen prints the same events; its input has the cache in it', () => {
  const usage = { input_tokens: 2000, output_tokens: 100, cache_read_input_tokens: 500 };
  expect(shown('qwen', [assistant(say('hi')), { type: 'result', is_error: false, usage }])).toEqual({
    text: ['hi'],
    report: { tokens: { input: 2000, output: 100 }, well: true },
  });
  const error = { message: 'No auth type is selected.' };
  expect(shown('qwen', [{ type: 'result', is_error: true, error }]).report).toEqual({ error: error.message });
});

it('codex exec --json: commands, changes, words; tokens of all turns', () => {
  const command = { type: 'command_execution', command: "bash -lc 'npm test'" };
  const turn = {
    type: 'turn.completed',
    usage: { input_tokens: 3000, cached_input_tokens: 9, output_tokens: 150 },
  };
  const { text, report } = shown('codex', [
    { type: 'thread.started', thread_id: 'x' },
    { type: 'error', message: 'Reconnecting... 1/5' },
    { type: 'item.started', item: { ...command, exit_code: null } },
    { type: 'item.completed', item: { ...command, aggregated_output: 'oh no\n', exit_code: 1 } },
    { type: 'item.completed', item: { type: 'file_change', changes: [{ path: 'a.ts', kind: 'update' }] } },
    { type: 'item.completed', item: { type: 'reasoning', text: 'hm' } },
    { type: 'item.completed', item: { type: 'agent_message', text: 'Two\nlines' } },
    turn,
    turn,
  ]);
  expect(text).toEqual([
    'Reconnecting... 1/5',
    "$ bash -lc 'npm test'",
    'oh no',
    '(exit code 1)',
    'update a.ts',
    'Two',
    'lines',
  ]);
  expect(report).toEqual({ tokens: { input: 6000, output: 300 }, well: true });
  const message = 'unexpected status 401 Unauthorized';
  expect(
    shown('codex', [
      { type: 'error', message },
      { type: 'turn.failed', error: { message } },
    ]),
  ).toEqual({
    text: [message],
    report: { error: message },
  });
});

it('gemini --output-format stream-json: words come in pieces', () => {
  const piece = (content: string) => ({ type: 'message', role: 'assistant', content, delta: true });
  const { text, report } = shown('gemini', [
    { type: 'message', role: 'user', content: 'the prompt' },
    piece('I wr'),
    piece('ite'),
    { type: 'tool_use', tool_name: 'write_file', parameters: { file_path: 'a.txt' } },
    { type: 'tool_result', status: 'success', output: 'fine' },
    { type: 'tool_result', status: 'error', output: 'denied by policy' },
    piece('Done'),
    { type: 'result', status: 'success', stats: { input_tokens: 4000, output_tokens: 200 } },
  ]);
  expect(text).toEqual(['I write', 'write_file a.txt', 'denied by policy', 'Done']);
  expect(report).toEqual({ tokens: { input: 4000, output: 200 }, well: true });
  const error = { type: 'unknown', message: '[API Error: 429]' };
  expect(shown('gemini', [{ type: 'result', status: 'error', error }]).report).toEqual({
    error: error.message,
  });
});

it('copilot --output-format json: each message once, although it comes in pieces before', () => {
  const { text, report } = shown('copilot', [
    { type: 'user.message', data: { content: 'the prompt' } },
    { type: 'assistant.message_delta', data: { deltaContent: 'Do' } },
    { type: 'assistant.message', data: { content: 'Done' } },
    { type: 'tool.execution_start', data: { toolName: 'create', arguments: { path: '/w/a.txt' } } },
    { type: 'tool.execution_complete', data: { success: false, error: { message: 'no such folder' } } },
    { type: 'result', exitCode: 0, usage: { premiumRequests: 1 } },
  ]);
  expect(text).toEqual(['Done', 'create /w/a.txt', 'no such folder']);
  expect(report).toEqual({ well: true });
  const data = { errorType: 'authentication', message: 'Authentication failed (HTTP 401).' };
  expect(
    shown('copilot', [
      { type: 'session.error', data },
      { type: 'result', exitCode: 1 },
    ]).report,
  ).toEqual({
    error: 'authentication: Authentication failed (HTTP 401).',
  });
});

it('opencode run --format json: cost and tokens of each step together', () => {
  const tokens = { input: 1000, output: 50, reasoning: 5, cache: { read: 10, write: 1 } };
  const step = (reason: string) => ({ type: 'step_finish', part: { reason, cost: 0.25, tokens } });
  const tool = { tool: 'write', state: { status: 'completed', input: { filePath: 'a.txt' } } };
  expect(
    shown('opencode', [
      { type: 'tool_use', part: tool },
      step('tool-calls'),
      { type: 'text', part: say('Done') },
      step('stop'),
    ]),
  ).toEqual({
    text: ['write a.txt', 'Done'],
    report: { usd: 0.5, tokens: { input: 2022, output: 110 }, well: true },
  });
  const error = { name: 'ProviderAuthError', data: { message: 'no key' } };
  expect(shown('opencode', [{ type: 'error', error }]).report).toEqual({
    error: 'ProviderAuthError: no key',
  });
});

it('aider prints text, and what each answer cost', () => {
  const lines = [
    'src/a.ts',
    'Tokens: 2.6k sent, 51 received. Cost: $0.0057 message, $0.0057 session.',
    'Tokens: 1,200 sent, 1.0k cache hit, 1.5k received. Cost: $0.01 message, $0.0157 session.',
    'Tokens: 7 sent, 1 received.',
  ];
  const { text, report } = shown('aider', lines);
  expect(text).toEqual(lines);
  expect(report).toEqual({ usd: expect.closeTo(0.0157), tokens: { input: 3807, output: 1552 } });
});
