import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { HOOK_SHIM } from '../../src/report/hook/hook-shim.ts';
import type { CliResult } from '../support/cli.ts';
import { snippet } from '../support/hooks-page.ts';
import { blockOf, commandOf, indentedLines, inlineCommands, LOOKED } from '../support/readme.ts';
import { makeReader, packagesOf, type Reader } from './readme-world.ts';

/** Types one example as it is printed, where the text says, and judges what came. */
type Example = (typed: string, reader: Reader) => Promise<void>;

const says = (result: CliResult, code: number, text: RegExp): void =>
  expect(result).toMatchObject({ code, stdout: expect.stringMatching(text) });
const inOurs =
  (text: RegExp): Example =>
  async (typed, { type, ours }) =>
    says(await type(typed, ours), 0, text);
const inShop =
  (text: RegExp, before?: string): Example =>
  async (typed, { type, shop }) => {
    if (before !== undefined) await type(before, shop);
    says(await type(typed, shop), 0, text);
  };
const locks = ({ remote }: Reader): string =>
  remote.git('for-each-ref', '--format=%(refname)', 'refs/agentic');

const hookFile = ({ shop }: Reader, name: string): string => path.join(shop.dir, '.git', 'hooks', name);
/** The line for `pre-push` as docs/hooks.md has it, too. */
const [, HOOK_LINE = ''] = snippet('pre-push').split('\n');

/** What is typed, in the order in which it is printed. */
const EXAMPLES: Readonly<Record<string, Example>> = {
  'node dist/cli.js --base HEAD~1': inOurs(/^main/),
  'npm install --global .': async (typed, { type, ours, shop }) => {
    says(await type(typed, ours), 0, /added 1 package/);
    says(await type('agentic-plan --version', shop), 0, new RegExp(`^${packageJson.version}\n$`));
  },
  'npx agentic-plan': async (typed, { typeOnNewMachine, shop }) =>
    says(await typeOnNewMachine(typed, shop), 0, /^feature → main/),
  'npm install --save-dev agentic-plan': async (typed, reader) => {
    const { typeOnNewMachine, shop } = reader;
    says(await typeOnNewMachine(typed, shop), 0, /added 1 package/);
    expect(packagesOf(reader)).toEqual(['agentic-plan']);
    shop.git('checkout', '-q', '--', '.');
    shop.git('clean', '-qxdf');
  },
  'agentic-plan': inShop(/^feature → main/),
  'agentic-plan explain 1': inShop(/^1 /),
  'agentic-plan dismiss 1': async (typed, { type, shop }) => {
    const dismissed = await type(typed, shop);
    says(dismissed, 0, /^dismissed: /);
    const [, task = ''] = /^dismissed: ([\w-]+)/.exec(dismissed.stdout) ?? [];
    says(await type(`agentic-plan dismiss --undo ${task}`, shop), 0, /^taken back: /);
  },
  'agentic-plan run --dry-run': inShop(/Agent {5}claude: claude -p/),
  'agentic-plan run': async (typed, { type, shop, remote }) => {
    const run = await type(typed, shop);
    says(run, 0, /(\d+) of \1 tasks done/);
    expect(remote.tip('agentic/feature^{commit}')).not.toBe(shop.tip('feature'));
  },
  'agentic-plan run --tasks my.yaml': inShop(/1 of 1 tasks done/),
  'agentic-plan run --publish': inShop(/^nothing to publish: /),
  'agentic-plan claim src/auth': inShop(/^claimed: src\/auth\n/),
  'agentic-plan claim src/auth -- codex exec "…"': inShop(/^\{"told":""/, 'agentic-plan release'),
  'agentic-plan claim src/auth --wait 10m': inShop(/^claimed: src\/auth\n/, 'agentic-plan release'),
  'agentic-plan status': inShop(/src\/auth/),
  'agentic-plan check': async (typed, { type, typeAsAna, shop }) => {
    says(await type(typed, shop), 0, /clear/);
    await type('agentic-plan release', shop);
    await typeAsAna('agentic-plan claim src/auth');
    says(await type(typed, shop), 1, /src\/auth\/login\.js/);
    await typeAsAna('agentic-plan release');
  },
  'agentic-plan release src/auth': inShop(/^released: src\/auth/, 'agentic-plan claim src/auth'),
  'agentic-plan hook shim > .git/hooks/agentic-plan-hook.sh': async (typed, reader) => {
    mkdirSync(hookFile(reader, '.'), { recursive: true });
    expect(await reader.type(typed, reader.shop)).toMatchObject({ code: 0 });
    expect(readFileSync(hookFile(reader, 'agentic-plan-hook.sh'), 'utf8')).toBe(HOOK_SHIM);
  },
  [HOOK_LINE]: async (typed, reader) => {
    const { type, typeAsAna, shop, remote } = reader;
    await typeAsAna('agentic-plan claim src/auth');
    writeFileSync(hookFile(reader, 'pre-push'), `#!/bin/sh\n${typed}\n`, { mode: 0o755 });
    const push = await type('git push -q origin feature', shop);
    expect(push).toMatchObject({ code: 0, stderr: expect.stringMatching(LOOKED) });
    expect(remote.tip('feature')).toBe(shop.tip('feature'));
  },
  "git ls-remote origin 'refs/agentic/*' | cut -f2 | xargs -r git push origin --delete": async (
    typed,
    reader,
  ) => {
    expect(locks(reader)).toContain('refs/agentic/locks/src/auth');
    expect(await reader.type(typed, reader.shop)).toMatchObject({ code: 0 });
    expect(locks(reader)).toBe('');
  },
};

/** What the text names between the blocks. */
const INLINE: Readonly<Record<string, Example>> = {
  'agentic-plan doctor': inShop(/^doctor: .*\n[\s\S]* {2}hook .* asks us before a push\n/),
  'agentic-plan doctor --fix': inShop(/hook .* asks us before a push\n {2}program .*hooks find it/),
  'agentic-plan plan --mermaid': inShop(/^graph LR\n/),
  'agentic-plan release': inShop(/^released: src\/auth/, 'agentic-plan claim src/auth'),
  'agentic-plan doctor --purge': inShop(/agentic\.git/),
  'node dist/cli.js demo': async (typed, { type, ours }) => {
    const { code, stdout } = await type(typed, ours);
    expect(code).toBe(0);
    const calls = (text: string) => text.split('\n').filter((line) => /^(Ana )?\$ /.test(line));
    const shown = calls(blockOf('text'));
    expect(calls(stdout.replaceAll(/^ +/gm, '')).filter((line) => shown.includes(line))).toEqual(shown);
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
