import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/command-list.ts';
import { parseSettings } from '../../src/config/parse/parse-settings.ts';
import { blockOf, README } from '../support/readme.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PAGES = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];

describe('what the papers say', () => {
  it.each(PAGES)('%s links to files that are there', (page) => {
    const text = readFileSync(ROOT + page, 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(path.join(ROOT, link)))).toEqual([]);
  });

  it('names only commands and options that exist', () => {
    const calls = [...README.matchAll(/(?:agentic-plan|dist\/cli\.js) ([a-z]+)([^\n`]*)/g)];
    expect(calls.length).toBeGreaterThan(10);
    for (const [call, name = '', rest = ''] of calls) {
      const command = COMMANDS.find((one) => one.name === name);
      expect(command, call).toBeDefined();
      const ours = rest.split(' -- ')[0] ?? '';
      const known = [
        '--json',
        '--quiet',
        '--verbose',
        ...(command?.options.map(([flags]) => flags.split(' ')[0]) ?? []),
      ];
      for (const [option] of ours.matchAll(/--[a-z-]+/g)) expect(known, call).toContain(option);
    }
  });

  it('shows a configuration that is accepted as it stands', () => {
    const parsed = parseSettings(Buffer.from(blockOf('yaml')), 'README.md');
    expect(parsed).toMatchObject({ ok: true, warnings: [] });
  });

  it('shows workflows that ask the Action for what it has', () => {
    const action = readFileSync(`${ROOT}action.yml`, 'utf8');
    const page = readFileSync(`${ROOT}docs/ci.md`, 'utf8');
    const asked = [...page.matchAll(/steps\.plan\.outputs\.([a-z-]+)/g)].map(([, name = '']) => name);
    expect(asked.length).toBeGreaterThan(1);
    for (const name of asked) expect(action).toMatch(new RegExp(`^  ${name}:$`, 'm'));
  });

  it('has a section for this version in the changelog', () => {
    expect(readFileSync(`${ROOT}CHANGELOG.md`, 'utf8')).toMatch(/^## \[Unreleased\]$/m);
  });
});
