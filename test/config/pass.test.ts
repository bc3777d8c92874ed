import { describe, expect, test } from 'vitest';
import { agentOfPreset } from '../../src/config/agents/agents-at-hand.ts';
import { defaultSettings } from '../../src/config/normalize/defaults.ts';
import { PRESET_NAMES } from '../../src/core/agents/presets.ts';
import { chooseVariables } from '../../src/core/run/choose-variables.ts';
import { parse, problemsOf, settingsOf } from './parse.ts';

const KEYS = [
  'ANTHROPIC_API_KEY',
  'AWS_PROFILE',
  'AIDER_MODEL',
  'CLAUDE_CODE_OAUTH_TOKEN',
  'COPILOT_GITHUB_TOKEN',
  'CURSOR_API_KEY',
  'DASHSCOPE_API_KEY',
  'GEMINI_API_KEY',
  'GH_TOKEN',
  'OPENAI_API_KEY',
  'OPENCODE_CONFIG',
];

/** Which of these keys an agent sees. */
function seenBy(passes: readonly string[] | undefined): string {
  const all = Object.fromEntries(KEYS.map((name) => [name, `value of ${name}`]));
  return Object.keys(chooseVariables(all, { passes: passes ?? [] }).seen).join(' ');
}

describe('an agent sees its vendor’s variables', () => {
  const CLAUDE = 'ANTHROPIC_API_KEY AWS_PROFILE CLAUDE_CODE_OAUTH_TOKEN';
  test.each([
    ['a: { preset: claude-code }', CLAUDE],
    ['claude: {}', CLAUDE],
    ['a: { command: [/opt/bin/claude, -p] }', CLAUDE],
    ['a: { command: "claude -p < x", shell: true }', CLAUDE],
    ['claude: { command: ./wrapped.sh }', CLAUDE],
    ['a: { preset: codex }', 'OPENAI_API_KEY'],
    ['a: { preset: gemini }', 'GEMINI_API_KEY'],
    ['a: { preset: cursor }', 'CURSOR_API_KEY'],
    ['a: { preset: copilot }', 'COPILOT_GITHUB_TOKEN'],
    ['a: { preset: copilot, pass: [GH_TOKEN] }', 'COPILOT_GITHUB_TOKEN GH_TOKEN'],
    [
      'a: { command: aider --message-file x }',
      'ANTHROPIC_API_KEY AWS_PROFILE AIDER_MODEL DASHSCOPE_API_KEY GEMINI_API_KEY OPENAI_API_KEY',
    ],
    ['a: { command: qwen }', 'ANTHROPIC_API_KEY DASHSCOPE_API_KEY GEMINI_API_KEY OPENAI_API_KEY'],
    ['a: { command: ./agent.sh }', ''],
    ['a: { command: ./agent.sh, pass: [OPENAI_API_KEY, "AWS_*"] }', 'AWS_PROFILE OPENAI_API_KEY'],
  ])('%s', (agent, wanted) => {
    expect(seenBy(settingsOf(`agents:\n  ${agent}\n`).agents[0]?.passes)).toBe(wanted);
  });

  test.each(PRESET_NAMES)('%s, found or asked for', (preset) => {
    expect(seenBy(agentOfPreset(defaultSettings(), preset)?.passes)).toBe(
      seenBy(settingsOf(`agents: {x: {preset: ${preset}}}`).agents[0]?.passes),
    );
  });
});

test.each([
  '"*KEY"',
  '"A*B"',
  'A-B',
  '"A B"',
  '1A',
  '""',
  '"A=b"',
  'AGENTIC_CLAIM',
  '"AGENTIC_*"',
  'GIT_DIR',
])('refuses %s in `pass`, with its place', (name) => {
  expect(problemsOf(parse(`agents:\n  a:\n    command: x\n    pass: [FINE, ${name}]\n`))).toEqual([
    '4:18 agents.a.pass[1] bad-name',
  ]);
});
