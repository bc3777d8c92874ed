import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../src/config/parse/parse-settings.ts';
import { blockOf } from '../support/readme.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

describe('what the papers say', () => {
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
