import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { makeFolder } from '../support/git-fixture.ts';
import { loadedFiles } from '../support/loaded-files.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Everybody waits for claims and hooks, and compiling is most of what they take: other commands are files of their own. */
test.each([
  { args: ['--version'], files: 1, bytes: 10_000 },
  { args: ['claim', '--help'], files: 5, bytes: 700_000 },
])('$args loads at most $files files and $bytes bytes', ({ args, files, bytes }) => {
  const coverage = makeFolder();
  execFileSync(process.execPath, [CLI, ...args], { env: { ...process.env, NODE_V8_COVERAGE: coverage } });
  const loaded = loadedFiles(coverage);
  expect(loaded.map((file) => path.basename(file))).toContain('cli.js');
  expect(loaded.length).toBeLessThanOrEqual(files);
  expect(loaded.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThanOrEqual(bytes);
});
