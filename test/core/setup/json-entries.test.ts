import { describe, expect, test } from 'vitest';
import { decideEntries, undoEntries } from '../../../src/core/setup/json-entries.ts';
import type { EntriesPlace } from '../../../src/core/setup/wanted-file.ts';

const hook = { hooks: [{ type: 'command', command: 'agentic-plan hook agent claude' }] };
const place: EntriesPlace = {
  path: 'settings.json',
  in: 'checkout',
  kind: 'entries',
  entries: [
    { at: ['hooks', 'PreToolUse'], value: hook, list: true, mark: 'agentic-plan hook agent' },
    { at: ['mcpServers', 'agentic-plan'], value: { args: ['mcp'] }, mark: '"mcp"' },
  ],
};

function add(text: string | undefined): string {
  const decision = decideEntries(place, text);
  if (decision.kind !== 'change' || decision.after === undefined) throw new Error(JSON.stringify(decision));
  return decision.after;
}

const FILES: Readonly<Record<string, string>> = {
  'one key': '{\n  "a": 1\n}\n',
  'no line end at the end': '{\n  "a": 1\n}',
  tabs: '{\n\t"a": {\n\t\t"b": 1\n\t}\n}\n',
  'four spaces': '{\n    "a": [\n        1\n    ]\n}\n',
  'ends of lines of Windows': '{\r\n  "a": 1\r\n}\r\n',
  comments: '{\n  // what we like\n  "a": 1, /* and */\n  "b": 2 // more\n}\n',
  'hooks of somebody':
    '{\n  "hooks": {\n    "PreToolUse": [\n      {\n        "hooks": []\n      }\n    ],\n    "Stop": []\n  }\n}\n',
  'servers of somebody':
    '{\n  "mcpServers": {\n    "other": {\n      "command": "x"\n    }\n  },\n  "z": null\n}\n',
  'names that are not ASCII': '{\n  "größe": "𝄞 \\u0000"\n}\n',
};

describe.each(Object.entries(FILES))('a file with %s', (_what, text) => {
  test('gets the entries, keeps all that was there, and gives the same bytes back', () => {
    const after = add(text);
    expect(after).toContain('agentic-plan hook agent claude');
    expect(decideEntries(place, after)).toEqual({ kind: 'same' });
    expect(undoEntries(place, after)).toEqual({ kind: 'change', before: after, after: text });
  });
});

test('a file that was made for the entries goes with them', () => {
  const made = add(undefined);
  expect(JSON.parse(made)).toEqual({
    hooks: { PreToolUse: [hook] },
    mcpServers: { 'agentic-plan': { args: ['mcp'] } },
  });
  expect(decideEntries(place, made)).toEqual({ kind: 'same' });
  expect(undoEntries(place, made)).toEqual({ kind: 'change', before: made, after: undefined });
  expect(undoEntries(place, undefined)).toEqual({ kind: 'same' });
});

test('what an older version has put there is renewed in its place among the others', () => {
  const old = add('{\n  "a": 1\n}\n').replace('hook agent claude', 'hook agent claude --old');
  const renewed = add(old);
  expect(renewed).not.toContain('--old');
  expect(undoEntries(place, renewed)).toMatchObject({ after: '{\n  "a": 1\n}\n' });
});

test('what a person has added since stays when the entries go', () => {
  const since = add('{\n  "a": 1\n}\n').replace('"a": 1,', '"a": 1,\n  "mine": true,');
  expect(undoEntries(place, since)).toMatchObject({ after: '{\n  "a": 1,\n  "mine": true\n}\n' });
});

test.each([
  ['no JSON', 'hooks: {}'],
  ['a torn file', '{"hooks": {'],
  ['nothing', ''],
  ['a list', '[]'],
  ['a key that stands twice', '{"a": 1, "hooks": {}, "hooks": {"PreToolUse": []}}'],
  ['a mark of byte order', '\uFEFF{"a": 1}'],
  ['a list where an object belongs', '{"hooks": []}'],
  ['a text where a list belongs', '{"hooks": {"PreToolUse": "x"}}'],
])('a file with %s is left alone, and that is said', (_what, text) => {
  expect(decideEntries(place, text)).toEqual({ kind: 'kept', why: 'not-json' });
});

test.each([
  '{}\n',
  '{}',
  '{"a": 1, "b": [1, 2]}\n',
  '{\n  "hooks": {}\n}\n',
  '{\n  "hooks": { "PreToolUse": [] },\n  "a": 1\n}\n',
  '{\n  "mcpServers": {},\n  "a": 1\n}\n',
  '{\n  "permissions": { "allow": ["Bash(ls:*)"] },\n  "mcpServers": {\n    "x": { "args": ["-y", "x"] }\n  }\n}\n',
])('what is empty or in one line is kept as it is: %j', (text) => {
  const after = add(text);
  expect(decideEntries(place, after)).toEqual({ kind: 'same' });
  expect(undoEntries(place, after)).toEqual({ kind: 'change', before: after, after: text });
});

test.each(['{ }\n', '{\n  "a": 1,\n}\n'])(
  'where the same bytes could not be given back nothing is put in: %j',
  (text) => {
    const decision = decideEntries(place, text);
    if (decision.kind === 'kept') expect(decision.why).toBe('would-lose');
    else expect(undoEntries(place, add(text))).toMatchObject({ after: text });
  },
);
