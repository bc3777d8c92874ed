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
  'a comment behind the last one':
    '{\r\n  "hooks": {\r\n    "PreToolUse": [\r\n      1 // mine\r\n    ] /* all */\r\n  } // end\r\n}\r\n',
  'nothing but comments': '{\n  // nothing yet\n}\n',
  'comments in empty lists':
    '{\n  "hooks": {\n    // none\n    "PreToolUse": [\n      // none\n    ]\n  }\n}\n',
  'commas behind the last one': '{\n  "hooks": {\n    "PreToolUse": [\n      1,\n    ],\n  },\n}\n',
  'commas and comments behind the last one': '{\n  "a": 1, // one\n  // two\n}\n',
  'a mark of byte order': '\uFEFF{\n  "a": 1\n}\n',
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

test('what was written for another way to our program is renewed', () => {
  const old = add('{\n  "a": 1\n}\n').replace(
    'agentic-plan hook agent claude',
    'bin/agentic-plan hook agent claude',
  );
  const otherValue = { hooks: [{ type: 'command', command: 'bin/agentic-plan hook agent claude' }] };
  const [hooks, server] = place.entries;
  if (hooks === undefined || server === undefined) throw new Error('no entries');
  const knowing = { ...place, entries: [{ ...hooks, otherValues: [otherValue] }, server] };
  const decision = decideEntries(knowing, old);
  const renewed = (decision.kind === 'change' && decision.after) || '';
  expect(renewed).toContain('"agentic-plan hook agent claude"');
  expect(renewed).not.toContain('bin/');
  expect(undoEntries(knowing, renewed)).toMatchObject({ after: '{\n  "a": 1\n}\n' });
});

test.each([
  [
    '"command": "agentic-plan hook agent claude"',
    '"command": "agentic-plan hook agent claude",\n "timeout": 60',
  ],
  [
    '"hooks": [\n          {\n            "type"',
    '"hooks": [\n          { "command": "mine" },\n          {\n            "type"',
  ],
  ['"args": [\n        "mcp"', '"env": {},\n      "args": [\n        "mcp"'],
])('an entry that a person has changed stays, both ways: %j', (from, to) => {
  const changed = add('{\n  "a": 1\n}\n').replace(from, to);
  expect(changed).toContain(to);
  expect(decideEntries(place, changed)).toEqual({ kind: 'kept', why: 'edited' });
  expect(undoEntries(place, changed)).toEqual({ kind: 'kept', why: 'edited' });
});

test('an entry that somebody had already, and the order of its keys, are left alone', () => {
  const text = `{ "mcpServers": { "agentic-plan": {"args":["mcp"]} }, "hooks": { "PreToolUse": [${JSON.stringify(hook)}, 1] } }`;
  expect(decideEntries(place, text)).toEqual({ kind: 'same' });
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
  ['brackets without end', `{"a": ${'['.repeat(100_000)}`],
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
