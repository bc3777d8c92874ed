import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { markedProcesses } from '../../src/process/process-group.ts';
import { type CliRun, locksLeft, waitFor, worktreesLeft } from '../run/cli-run.ts';
import type { GitFixture } from '../support/git-fixture.ts';

// Our repository, and the file that names the checkout as a holder.
const OURS = /^\.git\/agentic(\.git(\.|$)|-holder$)/;

/** Everything of a clone that is not ours, byte for byte. */
export function cloneDigest({ dir }: GitFixture): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (folder: string): void => {
    for (const name of readdirSync(join(dir, folder))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (OURS.test(path)) continue;
      const stat = lstatSync(join(dir, path));
      if (stat.isDirectory()) walk(path);
      const bytes = stat.isSymbolicLink()
        ? readlinkSync(join(dir, path))
        : stat.isFile()
          ? readFileSync(join(dir, path))
          : '';
      found.set(path, `${stat.mode.toString(8)} ${createHash('sha256').update(bytes).digest('hex')}`);
    }
  };
  walk('');
  return found;
}

/** A lock of nobody that we know, beside the run's. */
export function plantForeignLock({ remote }: CliRun): void {
  remote.git('update-ref', 'refs/agentic/locks/elsewhere', 'main');
}

const lines = (path: string): readonly string[] =>
  existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];

/** No agent's work is done more than twice, and of one task only. */
export function expectLittleRepeated({ meeting }: CliRun): void {
  const started = lines(join(meeting, 'started'));
  const repeated = started.length - new Set(started).size;
  expect(repeated, `agents started: ${started.join()}`).toBeLessThanOrEqual(1);
}

/** Each task is in the result once, and in the branch. */
export function expectPublishedOnce({ remote }: CliRun): void {
  const format = '--format=%(trailers:key=Agentic-Task,valueonly,separator=)';
  const trailers = remote.git('log', format, 'main..agentic/main').split('\n').filter(Boolean);
  const tasks = trailers.map((trailer) => /\/(\w+) c-/.exec(trailer)?.[1]).sort();
  expect(tasks).toEqual(['one', 'three', 'two']);
  const plan = remote.git('for-each-ref', '--format=%(subject)', 'refs/agentic/runs/*/plan');
  expect(plan).toMatch(/: finished$/);
}

/** What an agent had committed is published, or kept under a name by one of the clones. */
export function expectNothingLost(run: CliRun, clones: readonly GitFixture[]): void {
  const published = run.remote.git('log', '-p', '--format=', 'main..agentic/main');
  const kept = clones.map(({ dir, git }) => {
    const ours = ['--git-dir', join(dir, '.git', 'agentic.git')];
    const refs = git(...ours, 'for-each-ref', '--format=%(objectname)', 'refs/kept/')
      .split('\n')
      .filter(Boolean);
    return refs.map((commit) => git(...ours, 'show', '--format=', commit)).join('\n');
  });
  for (const word of lines(join(run.meeting, 'committed')))
    expect(`${published}\n${kept.join('\n')}`, `work ${word}`).toContain(`+${word}`);
}

/** No lock but the foreign one, no worktree, no process, and the clone as it was. */
export async function expectNothingLeft(run: CliRun, before: ReadonlyMap<string, string>): Promise<void> {
  expect(locksLeft(run).split('\n')).toEqual([expect.stringMatching(/refs\/agentic\/locks\/elsewhere$/)]);
  expect(worktreesLeft(run)).toEqual([]);
  expect([...cloneDigest(run.repo)].sort()).toEqual([...before].sort());
  await waitFor(() => markedProcesses(`MEETING=${run.meeting}`).length === 0);
}
