import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../support/git-fixture.ts';
import { optionalTool } from '../support/optional-tool.ts';
import { WORKFLOWS } from './workflow-samples.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = path.join(ROOT, '.github/workflows');
const workflows = readdirSync(FOLDER).map((name) => path.join(FOLDER, name));
const actionlint = optionalTool('actionlint', ['.tools/bin/actionlint']);
const zizmor = optionalTool('zizmor', ['.tools/zizmor/bin/zizmor']);
const run = promisify(execFile);

describe('our workflows', () => {
  it.skipIf(!actionlint)('have no finding of actionlint', async () => {
    await expect(run(actionlint ?? '', workflows)).resolves.toMatchObject({ stdout: '' });
  });

  it.skipIf(!zizmor)('have no finding of zizmor, our action included', async () => {
    const scanned = [FOLDER, path.join(ROOT, 'action.yml')].filter((place) => existsSync(place));
    const { stdout } = await run(zizmor ?? '', [
      '--offline',
      '--persona=pedantic',
      '--format=json',
      ...scanned,
    ]);
    expect(JSON.parse(stdout)).toEqual([]);
  });

  it.each(workflows)('%s pins every action by commit, names the tag, and is read-only', (file) => {
    const text = readFileSync(file, 'utf8');
    const uses = text.split('\n').filter((line) => line.includes('uses:'));
    expect(uses.length).toBeGreaterThan(0);
    for (const line of uses) expect(line).toMatch(/uses: [\w/.-]+@[0-9a-f]{40} # v\d|uses: \.\//);
    expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
    expect(text).toContain('timeout-minutes:');
  });
});

describe('what init --ci github writes', () => {
  const folder = path.join(makeFolder(), '.github/workflows');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(WORKFLOWS)) writeFileSync(path.join(folder, `${name}.yml`), text);
  const files = Object.keys(WORKFLOWS).map((name) => path.join(folder, `${name}.yml`));

  it.skipIf(!actionlint)('has no finding of actionlint', async () => {
    await expect(run(actionlint ?? '', files)).resolves.toMatchObject({ stdout: '' });
  });

  it.skipIf(!zizmor)('has no finding of zizmor', async () => {
    const words = ['--offline', '--persona=pedantic', '--format=json', folder];
    expect(JSON.parse((await run(zizmor ?? '', words)).stdout)).toEqual([]);
  });
});
