import { statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openPullRequest } from '../support/fake-github/pull-request.ts';
import { makeFolder } from '../support/git-fixture.ts';
import { loadedFiles } from '../support/loaded-files.ts';

const MOST_BYTES = 1_250_000;

test('what a plan loads, comment and labels included, is at most 1.25 MB', async () => {
  await using world = await openPullRequest({ base: { '.agentic-planrc.yaml': 'escalate_to: "@ana"\n' } });
  const coverage = makeFolder();
  const run = await world.start({ env: { NODE_V8_COVERAGE: coverage } });
  expect([run.code, world.github.world.comments.length]).toEqual([0, 1]);
  const files = loadedFiles(coverage);
  expect(files.map((file) => path.basename(file))).toContain('action.js');
  expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThanOrEqual(MOST_BYTES);
});
