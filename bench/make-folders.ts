// An agent's folder by the code that `run` uses, against `git worktree add`, in turns; neither is removed within the time.
// Bundled and called by `agent-folders.mjs`: REPO FOLDER COMMIT ROUNDS. It prints one line of JSON.
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ClaimId, Oid } from '../src/core/model/ids.ts';
import { openClone } from '../src/git/clone/clone-facts.ts';
import { lendObjects } from '../src/git/private/lent-objects.ts';
import { openPrivateRepository } from '../src/git/private/private-repository.ts';
import { gitWorktrees } from '../src/git/work/worktrees.ts';
import { processHolder } from '../src/process/holder/choose-holder.ts';

const [repo = '', folder = '', commit = '', rounds = '1'] = process.argv.slice(2);
const execute = promisify(execFile);
const clone = await openClone(repo);
if (!clone.ok) throw new Error(JSON.stringify(clone.problems));
const opened = await openPrivateRepository(clone.value);
if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
const repository = opened.value;

const timed = async (work: () => Promise<void>): Promise<number> => {
  const from = performance.now();
  await work();
  return performance.now() - from;
};

const lentMs = await timed(() => lendObjects({ clone: clone.value, repository }));
const worktrees = gitWorktrees({
  repository,
  clone: clone.value,
  folder: join(folder, 'ours'),
  root: repo,
  owner: await processHolder('bench'),
  isKnownDead: () => false,
  links: [],
  mask: (text) => text,
});

const [ours, theirs]: [number[], number[]] = [[], []];
for (let round = 0; round <= Number(rounds); round++) {
  const claim = `c-${String(round).padStart(12, '0')}` as ClaimId;
  let remove = async (): Promise<unknown> => undefined;
  const own = await timed(async () => {
    const made = await worktrees.make({ commit: commit as Oid, kind: 'agent', claim });
    if (!made.ok) throw new Error(JSON.stringify(made.problem));
    remove = made.worktree.remove;
  });
  await remove();
  const linked = join(folder, `linked-${round}`);
  const git = (...args: string[]) => execute('git', ['-C', repo, '-c', 'gc.auto=0', ...args]);
  const theirsMs = await timed(async () => {
    await git('worktree', 'add', '-q', '--detach', linked, commit);
  });
  await rm(linked, { recursive: true, force: true });
  await git('worktree', 'prune');
  if (round === 0) continue; // it warms the caches
  ours.push(own);
  theirs.push(theirsMs);
}

const median = (all: readonly number[]): number =>
  [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
console.log(JSON.stringify({ ours: median(ours), theirs: median(theirs), lentMs }));
