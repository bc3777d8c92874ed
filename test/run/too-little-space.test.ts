import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CLI } from '../support/cli.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';
import { canMount, runMounted } from '../support/mounted.ts';

const TASKS = JSON.stringify({
  version: 1,
  tasks: ['one', 'two', 'three'].map((id) => ({ id, kind: 'fix', title: id, writes: [`${id}.txt`] })),
});

it.runIf(canMount)('a disk without room for all folders is named before anything starts', async () => {
  const { repo, remote } = makeTeam({
    'large.txt': 'x'.repeat(100_000),
    'tasks.json': TASKS,
    '.agentic-planrc.json': JSON.stringify({ agents: { ada: { command: ['true'], at_once: 3 } } }),
  });
  const folder = join(makeFolder(), 'small');
  mkdirSync(folder);
  const run = await runMounted(
    { full: { folder, blocks: 80 } },
    [process.execPath, CLI, 'run', '--tasks', 'tasks.json', '--worktrees', folder],
    { cwd: repo.dir, spare: makeFolder(), env: { XDG_CACHE_HOME: makeFolder() } },
  );
  expect(run.code).toBe(4);
  expect(run.stderr).toMatch(
    /3 folders for agents and tests take about \d+ kB, and the disk of .* has \d+ kB left/,
  );
  expect(run.stderr).toMatch(
    /run --.*worktrees.* <folder>; or with fewer agents at once \(--jobs\): there is room for 2/,
  );
  expect(remote.git('for-each-ref', 'refs/agentic/')).toBe('');
});
