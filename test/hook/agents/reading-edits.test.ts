import { expect, test } from 'vitest';
import { editedPaths, natureOf } from '../../../src/core/agents/hooks/edited-paths.ts';
import { readHookCall } from '../../../src/core/agents/hooks/hook-call.ts';

const PATCH = [
  '*** Begin Patch',
  '*** Update File: src/a.ts',
  '*** Move to: src/b.ts',
  '@@',
  '-*** Delete File: no.txt',
  '+*** Add File: no.txt',
  ' *** Update File: no.txt',
  '*** Add File: c d.txt',
  '+1',
  '*** Delete File: /abs/old.txt',
  '*** End Patch',
].join('\n');
const PATCHED = ['src/a.ts', 'src/b.ts', 'c d.txt', '/abs/old.txt'];

const EDITS = [
  ...['Edit', 'Write', 'MultiEdit', 'NotebookEdit', 'mcp__fs__edit_file'],
  ...['apply_patch', 'write_file', 'replace', 'create', 'edit', 'str_replace', 'str_replace_editor'],
  ...['insert', 'write', 'patch', 'multiedit'],
];
const SHELLS = ['Bash', 'bash', 'run_shell_command', 'shell', 'exec_command', 'local_shell', 'shell_command'];

test('tools are told apart by their names, those of servers too', () => {
  expect(EDITS.map(natureOf)).toEqual(EDITS.map(() => 'edit'));
  expect(SHELLS.map(natureOf)).toEqual(SHELLS.map(() => 'command'));
  for (const tool of [
    'Read',
    'Grep',
    'view',
    'read_file',
    'Task',
    '',
    'toString',
    'mcp__x__',
    'mcp__agentic-plan__claim',
  ])
    expect(natureOf(tool), tool).toBe('other');
});

test.each([
  ['Claude Code', { file_path: '/r/a', old_string: 'x', new_string: 'y' }, ['/r/a']],
  [
    'Claude Code, several edits',
    { file_path: '/r/a', edits: [{ old_string: 'x' }, { old_string: 'y' }] },
    ['/r/a'],
  ],
  ['Claude Code, a notebook', { notebook_path: '/r/n.ipynb', path: 3 }, ['/r/n.ipynb']],
  ['Gemini', { file_path: 'ok.txt', content: '*** Begin Patch\n*** Update File: b' }, ['ok.txt']],
  ['Copilot', { path: '/r/a', file_text: 'x' }, ['/r/a']],
  ['opencode', { filePath: '/r/a' }, ['/r/a']],
  ['Codex', { command: PATCH }, PATCHED],
  ['opencode, a patch', { patchText: PATCH.replaceAll('\n', '\r\n') }, PATCHED],
  ['a patch as it is', PATCH, PATCHED],
  ['words that end in a patch', { command: ['apply_patch', PATCH] }, PATCHED],
  ['a move', { source: 'a', destination: 'b' }, ['b', 'a']],
  [
    'several files',
    { edits: [{ path: 'a' }, { file_path: 'b' }, 7, null], files: ['c', '', 4] },
    ['a', 'b', 'c'],
  ],
])('the files of an edit: %s', (_agent, input, paths) => {
  expect(editedPaths(input)).toEqual(paths);
});

test.each([
  ['null', null],
  ['a number', 7],
  ['a list', ['a']],
  ['no path', {}],
  ['numbers', { file_path: 7 }],
  ['lists', { file_path: ['a'], path: { a: 1 } }],
  ['null for a path', { file_path: null, edits: null, files: 'a' }],
  ['an empty path', { file_path: '' }],
  ['a patch without its first line', { command: '*** Update File: a' }],
  ['a patch that names nothing', { command: '*** Begin Patch\n*** Update File:  \n*** End Patch' }],
])('no file is read of %s', (_what, input) => {
  expect(editedPaths(input)).toEqual([]);
});

test('a patch of thousands of files, a line without end', () => {
  const many = Array.from({ length: 1_500 }, (_, at) => `*** Add File: ${at}.txt\n+x`).join('\n');
  expect(editedPaths({ command: `*** Begin Patch\n${many}\n*** End Patch` })).toHaveLength(1_500);
  expect(editedPaths({ command: `*** Begin Patch\n*** Add File: ${'x'.repeat(1_000_000)}` })).toHaveLength(1);
});

test('a patch in a command of a shell is an edit, a path in its other arguments is not', () => {
  const call = { session_id: '1', transcript_path: '/t', hook_event_name: 'PreToolUse', tool_name: 'Bash' };
  const read = (input: unknown) => readHookCall(JSON.stringify({ ...call, tool_input: input }));
  expect(read({ command: `apply_patch <<'EOF'\n${PATCH}\nEOF` })).toMatchObject({
    event: 'before-command',
    paths: PATCHED,
  });
  expect(read({ command: 'ls', path: 'a.txt', files: ['b'] })?.paths).toEqual([]);
});

test.each([
  ['of other types', { session_id: 7, cwd: ['/r'], tool_use_id: {} }],
  ['with signs that are none of a name', { session_id: 'a\nb', tool_use_id: '\u0000' }],
  ['longer than a name', { session_id: 'x'.repeat(500) }],
])('ids %s are none', (_what, odd) => {
  const call = { transcript_path: '/t', hook_event_name: 'PreToolUse', tool_name: 'Edit', ...odd };
  expect(readHookCall(JSON.stringify(call))).toMatchObject({ session: undefined, callId: '' });
});
