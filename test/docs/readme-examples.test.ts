import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import type { CliResult } from '../support/cli.ts';
import { commandOf, indentedLines, inlineCommands } from '../support/readme.ts';
import { makeReader, packagesOf, type Reader } from './readme-world.ts';

/** Types one example as it is printed, where the text says, and judges what came. */
type Example = (typed: string, reader: Reader) => Promise<void>;

const says = (result: CliResult, code: number, text: RegExp): void =>
  expect(result).toMatchObject({ code, stdout: expect.stringMatching(text) });
const inShop =
  (text: RegExp, before?: string): Example =>
  async (typed, { type, shop }) => {
    if (before !== undefined) await type(before, shop);
    says(await type(typed, shop), 0, text);
  };
/** What is typed, in the order in which it is printed. */
const EXAMPLES: Readonly<Record<string, Example>> = {
  'npm install --global .': async (typed, { type, ours, shop }) => {
    says(await type(typed, ours), 0, /added 1 package/);
    says(await type('agentic-plan --version', shop), 0, new RegExp(`^${packageJson.version}\n$`));
  },
  'agentic-plan demo': inShop(/^A demonstration: .*No lock is left\./s),
  'npx agentic-plan': async (typed, { typeOnNewMachine, shop }) =>
    says(await typeOnNewMachine(typed, shop), 0, /^feature → main/),
  'npm install --save-dev agentic-plan': async (typed, reader) => {
    const { typeOnNewMachine, shop } = reader;
    says(await typeOnNewMachine(typed, shop), 0, /added 1 package/);
    expect(packagesOf(reader)).toEqual(['agentic-plan']);
    shop.git('checkout', '-q', '--', '.');
    shop.git('clean', '-qxdf');
  },
  'agentic-plan init --yes': async (typed, { type, shop }) => {
    const written = await type(typed, shop);
    expect(written).toMatchObject({ code: 0, stderr: expect.stringMatching(/^written: \d+ files/) });
    expect(readFileSync(path.join(shop.dir, '.claude/settings.json'), 'utf8')).toContain('hook agent claude');
  },
  'git add -A && git commit -m "agents take part"': async (typed, { type, shop }) => {
    says(await type(typed, shop), 0, /files changed/);
    expect(shop.git('status', '--porcelain')).toBe('');
  },
  'agentic-plan status --all': inShop(/^no claims in force on .*Open branches/s),
  'agentic-plan': inShop(/^feature → main/),
  'agentic-plan run --dry-run': inShop(/Agent {5}claude: claude -p/),
  'agentic-plan run': async (typed, { type, shop, remote }) => {
    const run = await type(typed, shop);
    says(run, 0, /(\d+) of \1 tasks done/);
    expect(remote.tip('agentic/feature^{commit}')).not.toBe(shop.tip('feature'));
  },
  'agentic-plan claim src/auth': inShop(/^claimed: src\/auth\n/),
  'agentic-plan claim src/auth -- codex exec "…"': inShop(/^\{"told":""/, 'agentic-plan release'),
  'agentic-plan check': async (typed, { type, typeAsAna, shop }) => {
    says(await type(typed, shop), 0, /clear/);
    await typeAsAna('agentic-plan claim src/auth');
    says(await type(typed, shop), 1, /src\/auth\/login\.js/);
    await typeAsAna('agentic-plan release');
  },
  'agentic-plan release src/auth': inShop(/^released: src\/auth/, 'agentic-plan claim src/auth'),
  'agentic-plan explain 1': inShop(/^1 /),
  'agentic-plan dismiss 1': async (typed, { type, shop }) => {
    const dismissed = await type(typed, shop);
    says(dismissed, 0, /^dismissed: /);
    const [, task = ''] = /^dismissed: ([\w-]+)/.exec(dismissed.stdout) ?? [];
    says(await type(`agentic-plan dismiss --undo ${task}`, shop), 0, /^taken back: /);
  },
  'agentic-plan run --tasks my.yaml': inShop(/1 of 1 tasks done/),
};

/** What the text names between the blocks. */
const INLINE: Readonly<Record<string, Example>> = {
  'agentic-plan doctor --purge': inShop(/agentic\.git/),
  'agentic-plan init --ci github': async (typed, { type, shop }) => {
    const commit = '0'.repeat(40);
    const shown = await type(`${typed} --action agentic-plan/agentic-plan@${commit}`, shop);
    says(shown, 1, /\+\+\+ b\/\.github\/workflows\/agentic-plan\.yml/);
  },
  'agentic-plan init claude': async (typed, { type, shop }) => {
    expect(await type(`${typed} --yes`, shop)).toMatchObject({ code: 0 });
    expect(readFileSync(path.join(shop.dir, '.claude/settings.json'), 'utf8')).toContain('hook agent claude');
  },
  'agentic-plan init --undo': async (typed, { type, shop }) => {
    expect(await type(`${typed} --yes`, shop)).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^taken back: /),
    });
    expect(shop.git('diff', '--name-only', '--diff-filter=d', 'HEAD~1')).toBe('');
  },
};

// It runs this test, too.
const NOT_RUN = ['npm cit'];

describe('every example of the README is run as it is printed', () => {
  let reader: Reader;
  beforeAll(async () => {
    reader = await makeReader();
  });
  afterAll(() => reader[Symbol.asyncDispose]());

  it('and none is left out', () => {
    const printed = indentedLines().map(commandOf);
    expect(printed.filter((line) => !NOT_RUN.includes(line))).toEqual(Object.keys(EXAMPLES));
    expect([...new Set(inlineCommands())].sort()).toEqual(Object.keys(INLINE).sort());
  });
  it.each(Object.keys(EXAMPLES))('%s', (line) => EXAMPLES[line]?.(line, reader));
  it.each(Object.keys(INLINE))('in the text: %s', (line) => INLINE[line]?.(line, reader));
});
