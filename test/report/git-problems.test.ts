import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Problem } from '../../src/core/model/problem.ts';
import { wordingOf } from '../../src/report/problems/describe-problem.ts';
import { gitProblems } from '../../src/report/problems/git-problems.ts';
import { around } from '../../src/report/problems/wording.ts';
import { shellWord } from '../../src/report/shell-word.ts';

const shallow = (data: { readonly name: string; readonly known: boolean }): string =>
  gitProblems['shallow-clone'].words({ remote: 'origin', ...data }, around({}, undefined)).remedy;

test('a shallow clone gets the exact command: history, a missing branch, or a missing commit', () => {
  expect(shallow({ name: 'main', known: true })).toMatch(/^git fetch --unshallow origin;/);
  expect(shallow({ name: 'HEAD', known: false })).toMatch(/^git fetch --unshallow origin;/);
  expect(shallow({ name: 'dev', known: false })).toContain(
    'git fetch --unshallow origin +refs/heads/dev:refs/remotes/origin/dev;',
  );
  expect(shallow({ name: 'f'.repeat(40), known: false })).toContain(`origin ${'f'.repeat(40)};`);
});

test('every code has words, and foreign names come out escaped and quoted', () => {
  const data = {
    name: '$(touch pwned)',
    revision: '\x1b[31m',
    path: "it's $HOME",
    remote: 'origin',
    why: 'absent' as const,
  };
  for (const code of Object.keys(gitProblems) as (keyof typeof gitProblems)[]) {
    const { what, remedy } = wordingOf({ code, data } as Problem);
    expect(what).not.toBe('');
    expect(`${what}${remedy}`).not.toContain('\x1b');
  }
  expect(gitProblems['base-not-found'].words(data, around({}, undefined)).remedy).toBe(
    "git fetch origin '$(touch pwned)'",
  );
  expect(gitProblems['unsafe-repository'].words(data, around({}, undefined)).remedy).toMatch(
    /safe\.directory 'it'\\''s \$HOME'$/,
  );
});

test('a word in a command is taken literally by a shell', () => {
  const words = fc.sample(
    fc.string({ unit: fc.constantFrom(...`a $\`"'\\!*?~;&|<>()[]{}#=-`), maxLength: 12 }),
    40,
  );
  const line = `printf '%s\\0' ${words.map(shellWord).join(' ')}`;
  expect(execFileSync('sh', ['-c', line]).toString().split('\0').slice(0, -1)).toEqual(words);
});
