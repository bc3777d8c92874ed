import { expect, test } from 'vitest';
import { decideFile, decideUndo } from '../../../src/core/setup/decide-file.ts';
import type { WantedText } from '../../../src/core/setup/wanted-file.ts';
import { hookFiles } from '../../../src/report/setup/files/git-hooks.ts';
import { HOOK_LISTS, hookListFiles } from '../../../src/report/setup/files/hook-lists.ts';

const wantedIn = (path: string, text: string): WantedText => {
  const list = HOOK_LISTS.find(({ paths }) => paths.includes(path));
  const wanted = list
    ? hookListFiles(list, path, text)[1]
    : hookFiles({ in: 'git-folder', folder: 'hooks' }, new Set(['pre-commit'])).find(
        (file) => file.path === 'hooks/pre-commit',
      );
  if (wanted === undefined) throw new Error(path);
  return wanted;
};
const found = (text: string) => ({ kind: 'file', bytes: Buffer.from(text) }) as const;

const REPOS = 'repos:\n- repo: local\n  hooks:\n  - id: own\n';

test.each([
  ['pre-commit', '#!/bin/sh\nnpm test\n'],
  ['pre-commit', '#!/usr/bin/env bash\r\nif x; then\r\n  exit 1\r\nfi\r\n'],
  ['pre-commit', 'npm test # exit'],
  ['lefthook.yml', '# mine\ncommit-msg:\n  commands:\n    a:\n      run: x'],
  ['lefthook.yml', 'min_version: 1.1.1\r\n'],
  ['.pre-commit-config.yaml', REPOS],
  ['.pre-commit-config.yaml', `fail_fast: true\n${REPOS.replaceAll('\n', '\n  ')}\n# the end`],
  ['.pre-commit-config.yaml', REPOS.replaceAll('\n', '\r\n')],
])('%s takes our lines at its end, and gives back its bytes: %j', (path, text) => {
  const decision = decideFile(wantedIn(path, text), found(text));
  expect(decision.kind).toBe('change');
  const after = (decision.kind === 'change' && decision.after) || '';
  expect(decideFile(wantedIn(path, after), found(after))).toEqual({ kind: 'same' });
  expect(decideUndo({ ...wantedIn(path, text) }, found(after))).toMatchObject({ after: text });
});

test.each([
  ['pre-commit', '#!/bin/sh\nnpm test\nexit $?\n\n# the end\n', 'ends-early'],
  ['pre-commit', '#!/bin/sh\r\nexec npm test\r\n', 'ends-early'],
  ['pre-commit', '#!/usr/bin/env python3\nprint("x")\n', 'not-shell'],
  ['pre-commit', '#!/usr/bin/env fish\nx\n', 'not-shell'],
  ['lefthook.yml', 'pre-commit:\n  commands: {}\n', 'no-room'],
  ['lefthook.yml', 'min_version: 1\n...\n', 'no-room'],
  ['lefthook.yml', '{ min_version: 1 }\n', 'no-room'],
  ['lefthook.yml', 'notes: |+\n  kept\n', 'no-room'],
  ['lefthook.yml', '- a list\n', 'no-room'],
  ['lefthook.yml', 'a: 1\na: 2\n', 'no-room'],
  ['lefthook.yml', 'a: [\n', 'no-room'],
  ['lefthook.yml', '', 'no-room'],
  ['.pre-commit-config.yaml', `${REPOS}ci:\n  skip: []\n`, 'no-room'],
  ['.pre-commit-config.yaml', `${REPOS}exclude: [a]\n`, 'no-room'],
  ['.pre-commit-config.yaml', 'repos: []\n', 'no-room'],
  ['.pre-commit-config.yaml', 'exclude: x\n', 'no-room'],
])('%s stays as it is: %j (%s)', (path, text, why) => {
  const wanted = wantedIn(path, text);
  expect(decideFile(wanted, found(text))).toEqual({ kind: 'kept', why, lines: wanted.body });
});

test.each([
  ['pre-commit', `#!/bin/sh\nsh agentic-plan-hook.sh pre-commit\nexit 0\n`],
  [
    'lefthook.yml',
    'pre-commit:\n  commands:\n    x:\n      run: sh .lefthook/agentic-plan-hook.sh pre-commit\n',
  ],
])('what a person has put into %s by hand is enough', (path, text) => {
  expect(decideFile(wantedIn(path, text), found(text))).toEqual({ kind: 'same' });
});
