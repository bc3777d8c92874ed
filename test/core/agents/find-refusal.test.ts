import { describe, expect, it } from 'vitest';
import { type EndedAgent, findRefusal } from '../../../src/core/agents/find-refusal.ts';
import { readWait } from '../../../src/core/agents/read-wait.ts';

const kindOf = (ended: Partial<EndedAgent>) =>
  findRefusal({ code: 1, report: {}, lines: [], madeSomething: false, ...ended })?.kind;

describe('what agents say when they may not work', () => {
  it.each([
    ['claude-code', 'authentication_failed: Not logged in · Please run /login', 'not-logged-in'],
    ['claude-code', 'Invalid API key · Fix external API key', 'not-logged-in'],
    ['claude-code', 'rate_limit: You’ve hit your session limit · resets 3pm', 'out-of-credit'],
    ['claude-code', 'billing_error: Credit balance is too low', 'out-of-credit'],
    ['claude-code', 'rate_limit 429', 'rate-limited'],
    ['claude-code', 'API Error: Repeated 529 Overloaded errors', 'rate-limited'],
    ['codex', 'unexpected status 401 Unauthorized: Missing bearer', 'not-logged-in'],
    ['codex', "You've hit your usage limit. Upgrade to Pro or try again in 3 days 2 hours.", 'out-of-credit'],
    ['codex', 'Quota exceeded. Check your plan and billing details.', 'out-of-credit'],
    ['codex', 'exceeded retry limit, last status: 429 Too Many Requests', 'rate-limited'],
    ['copilot', 'authentication: Authentication failed with provider (HTTP 401).', 'not-logged-in'],
    ['copilot', 'quota: You have exceeded your premium request allowance', 'out-of-credit'],
    ['gemini', '[API Error: {"error":{"code":401,"status":"UNAUTHENTICATED"}}]', 'not-logged-in'],
    ['gemini', 'You have exhausted your daily quota on this model.', 'out-of-credit'],
    ['gemini', '[API Error: {"error":{"code":429,"status":"RESOURCE_EXHAUSTED"}}]', 'rate-limited'],
    ['opencode', 'ProviderAuthError: no key', 'not-logged-in'],
    ['opencode', 'APIError: Insufficient balance', 'out-of-credit'],
    ['qwen', 'No auth type is selected. Please configure an auth type', 'not-logged-in'],
    ['qwen', '[API Error: 429 too many requests]', 'rate-limited'],
  ] as const)('%s: %s', (preset, error, kind) => expect(kindOf({ preset, report: { error } })).toBe(kind));

  it.each([
    ['gemini', 41, 'anything', 'not-logged-in'],
    ['copilot', 1, 'Error: No authentication information found.', 'not-logged-in'],
    ['copilot', 1, "  • Start 'copilot' and run the '/login' command", 'not-logged-in'],
    ['cursor', 1, 'Error: Authentication required. Please run cursor-agent login', 'not-logged-in'],
    [
      'aider',
      0,
      'litellm.AuthenticationError: AuthenticationError: OpenAIException - bad key',
      'not-logged-in',
    ],
    ['aider', 0, 'litellm.RateLimitError: RateLimitError: You exceeded your current quota', 'out-of-credit'],
    ['aider', 0, 'litellm.RateLimitError: OpenAIException - slow down', 'rate-limited'],
    [undefined, 1, 'usage limit reached', 'out-of-credit'],
    ['claude-code', 0, 'Claude AI usage limit reached|1764200000', 'out-of-credit'],
    [undefined, 1, 'You are not logged in. Run `x login`.', 'not-logged-in'],
    [undefined, 1, 'Error: rate limit exceeded', 'rate-limited'],
    [undefined, 1, '✗ Not logged in', 'not-logged-in'],
    ['opencode', 1, 'Error: Unauthorized: no key', 'not-logged-in'],
    ['codex', 1, 'Not logged in. Please run `codex login`.', 'not-logged-in'],
    ['qwen', 1, 'Error: Quota exceeded', 'out-of-credit'],
    ['gemini', 1, 'HTTP 429', 'rate-limited'],
  ] as const)('%s, exit code %i: %s', (preset, code, line, kind) =>
    expect(kindOf({ preset, code, lines: ['before', line, 'after'] })).toBe(kind),
  );

  it('a command of the team’s own that starts a known program is that program', () => {
    expect(kindOf({ program: '/opt/bin/gemini', code: 41 })).toBe('not-logged-in');
    expect(kindOf({ program: './wrapper', code: 41 })).toBeUndefined();
  });
});

describe('what is none', () => {
  it.each([
    'the test of "usage limit reached" fails',
    'src/http.ts:401: error TS2304',
    'Added a check for 429 and for rate limits',
    'I handle users who are not logged in',
    'fix: not logged in users see the start page',
    'tests: too many requests are refused',
  ])('work about it: %s', (line) => {
    expect(kindOf({ lines: [line] })).toBeUndefined();
    expect(kindOf({ preset: 'claude-code', lines: [line] })).toBeUndefined();
  });

  it('an agent that says itself that it ended well, whatever it talks about', () => {
    const lines = ['usage limit reached'];
    expect(kindOf({ preset: 'claude-code', code: 0, lines, report: { well: true } })).toBeUndefined();
    expect(kindOf({ preset: 'claude-code', code: 1, lines, report: { well: true } })).toBeUndefined();
  });

  it('a result that is there, unless the very last line of a known agent takes it back', () => {
    const ended = { code: 0, madeSomething: true, preset: 'claude-code' };
    for (const madeSomething of [true, false])
      expect(kindOf({ code: 0, madeSomething, lines: ['usage limit reached'] })).toBeUndefined();
    expect(kindOf({ ...ended, lines: ['usage limit reached', 'went on, done'] })).toBeUndefined();
    expect(kindOf({ ...ended, lines: ['half of it', 'usage limit reached'] })).toBe('out-of-credit');
  });
});

describe('how long it asks to wait', () => {
  it.each([
    ['Please try again in 11.054s.', 11_054],
    ['try again in 2 hours 13 minutes', 133 * 60_000],
    ['"retryDelay":"34s"', 34_000],
    ['Please retry in 34.5s', 34_500],
    ['retry after 30 seconds', 30_000],
    ['Retry-After: 30', 30_000],
    ['Retrying in 0.2 seconds', 200],
    ['try again in 1 minute and 5 seconds', 65_000],
    ['resets in 45m', 45 * 60_000],
    ['try again later', undefined],
    ['try again in a while', undefined],
    [`try again in ${'9'.repeat(400)}s`, undefined],
  ])('%.60s', (text, ms) => expect(readWait(text)).toBe(ms));

  it('what does not pass in a run is no rate limit', () => {
    const limited = (text: string) =>
      findRefusal({
        preset: 'codex',
        code: 1,
        report: { error: `429 ${text}` },
        lines: [],
        madeSomething: false,
      });
    expect(limited('try again in 20s')).toMatchObject({ kind: 'rate-limited', waitMs: 20_000 });
    expect(limited('try again in 5 hours')).toMatchObject({ kind: 'out-of-credit' });
    const quota = 'You exceeded your current quota. Please retry in 34.5s';
    expect(limited(quota)).toMatchObject({ kind: 'rate-limited', waitMs: 34_500 });
  });
});
