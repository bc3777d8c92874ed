import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openPullRequest } from '../support/fake-github/pull-request.ts';
import { makeFolder } from '../support/git-fixture.ts';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const MOST_BYTES = 1_000_000;

/** Files of the bundle that a run has loaded, as V8 has written them down. */
function loadedFiles(coverage: string): readonly string[] {
  const urls = readdirSync(coverage).flatMap((name) => {
    const { result } = JSON.parse(readFileSync(path.join(coverage, name), 'utf8')) as {
      result: { url: string }[];
    };
    return result.map(({ url }) => url);
  });
  const files = urls.filter((url) => url.startsWith('file:')).map((url) => fileURLToPath(url));
  return [...new Set(files)].filter((file) => file.startsWith(DIST));
}

test('what a plan loads, comment and labels included, is at most 1 MB', async () => {
  await using world = await openPullRequest({ base: { '.agentic-planrc.yaml': 'escalate_to: "@ana"\n' } });
  const coverage = makeFolder();
  const run = await world.run({ env: { NODE_V8_COVERAGE: coverage } });
  expect([run.code, world.github.world.comments.length]).toEqual([0, 1]);
  const files = loadedFiles(coverage);
  expect(files.map((file) => path.basename(file))).toContain('action.js');
  expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThanOrEqual(MOST_BYTES);
});
