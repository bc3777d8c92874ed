import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { markedProcesses } from '../../src/process/start/process-group.ts';
import { type CliRun, waitFor, worktreesLeft } from '../run/cli-run.ts';
import { type GitFixture, openFixture } from '../support/git-fixture.ts';

/** A clone with a run in it; where its table and its result are. */
export interface Place {
  readonly run: CliRun;
  /** The remote; without one our own repository in the clone. */
  readonly table: GitFixture;
  /** The remote; without one the clone, which then has one branch more. */
  readonly result: GitFixture;
  readonly before: ReadonlyMap<string, string>;
}

// Our repository, and the file that names the checkout as a holder. The result where there is no remote.
const OURS = /^\.git\/agentic(\.git(\.|$)|-holder$)/;
const RESULT = /^\.git\/(objects\/|(logs\/)?refs\/heads\/agentic(\/|$))/;
const OURS_OR_RESULT = new RegExp(`${OURS.source}|${RESULT.source}`);

export const withRemote = (run: CliRun): Place => {
  plantForeignLock(run.remote, run);
  return { run, table: run.remote, result: run.remote, before: cloneDigest(run.repo, OURS) };
};

/** The same clone, but the program knows of no remote. */
export async function withoutRemote(run: CliRun): Promise<Place> {
  run.repo.git('remote', 'remove', 'origin');
  const seen = await run.call('doctor'); // makes our repository
  expect(seen.code, seen.said).toBe(0);
  const table = openFixture(join(run.repo.dir, '.git', 'agentic.git'));
  plantForeignLock(table, run);
  return { run, table, result: run.repo, before: cloneDigest(run.repo, OURS_OR_RESULT) };
}

/** Everything of a clone but what is ours, byte for byte. */
function cloneDigest({ dir }: GitFixture, leftOut: RegExp): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (folder: string): void => {
    for (const name of readdirSync(join(dir, folder))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (leftOut.test(path)) continue;
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
const plantForeignLock = (table: GitFixture, run: CliRun): void =>
  void table.git('update-ref', 'refs/agentic/locks/elsewhere', run.repo.tip('main'));

const lines = (path: string): readonly string[] =>
  existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];

/** No agent's work is done more than twice, and of one task only. */
export function expectLittleRepeated({ run: { meeting } }: Place): void {
  const started = lines(join(meeting, 'started'));
  const repeated = started.length - new Set(started).size;
  expect(repeated, `agents started: ${started.join()}`).toBeLessThanOrEqual(1);
}

/** Each task is in the result once, and in the branch. */
export function expectPublishedOnce({ table, result }: Place): void {
  const format = '--format=%(trailers:key=Agentic-Task,valueonly,separator=)';
  const trailers = result.git('log', format, 'main..agentic/main').split('\n').filter(Boolean);
  const tasks = trailers.map((trailer) => /\/(\w+) c-/.exec(trailer)?.[1]).sort();
  expect(tasks).toEqual(['one', 'three', 'two']);
  const plan = table.git('for-each-ref', '--format=%(subject)', 'refs/agentic/runs/*/plan');
  expect(plan).toMatch(/: finished$/m);
}

/** What an agent had committed is published, or kept under a name by one of the clones. */
export function expectNothingLost({ run, result }: Place, clones: readonly GitFixture[]): void {
  const published = result.git('log', '-p', '--format=', 'main..agentic/main');
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
export async function expectNothingLeft({ run, table, result, before }: Place): Promise<void> {
  const locks = table.git('for-each-ref', '--format=%(refname) %(objectname)', 'refs/agentic/locks/');
  expect(locks).toBe(`refs/agentic/locks/elsewhere ${run.repo.tip('main')}`);
  expect(worktreesLeft(run)).toEqual([]);
  const after = cloneDigest(run.repo, result === run.repo ? OURS_OR_RESULT : OURS);
  expect([...after].sort()).toEqual([...before].sort());
  await waitFor(() => markedProcesses(`MEETING=${run.meeting}`).length === 0);
}
