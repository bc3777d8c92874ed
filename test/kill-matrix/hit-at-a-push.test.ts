import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  agentIsUp,
  type CliRun,
  isAlive,
  locksLeft,
  prepareCliRun,
  type Started,
  waitFor,
  worktreesLeft,
} from '../run/cli-run.ts';
import { type FaultProxy, serveWithFaults } from '../support/fault-proxy.ts';
import { DRAWN, drawCases } from './draw-cases.ts';

const RUN = ['run', '--tasks', 'tasks.yaml'];

/** Where a run of three tasks is hit: as its nth push leaves, or as the nth one's answer is on its way. */
interface Moment {
  readonly push: number;
  readonly when: 'before the server has it' | 'before its answer';
}

// What the pushes are: 0 opens the run, then claims, renewals and publications as they come, the last moves the branch.
const EVERY: readonly Moment[] = Array.from({ length: 9 }, (_, push) => push).flatMap((push): Moment[] => [
  { push, when: 'before the server has it' },
  { push, when: 'before its answer' },
]);

async function overHttp(run: CliRun): Promise<FaultProxy> {
  const proxy = await serveWithFaults({ root: dirname(run.remote.dir) });
  run.repo.git('remote', 'set-url', 'origin', `${proxy.url}${basename(run.remote.dir)}`);
  return proxy;
}

/** Hits the program with the signal at that moment; false where it had ended before. */
function hitAt(proxy: FaultProxy, moment: Moment, hit: () => void): { readonly happened: () => boolean } {
  let happened = false;
  proxy.faultFor = ({ kind, number }) => {
    if (kind !== 'push' || number !== moment.push || happened) return undefined;
    happened = true;
    hit();
    return moment.when === 'before its answer' ? 'drop-after' : 'drop-before';
  };
  return { happened: () => happened };
}

const userRefs = ({ repo }: CliRun): string =>
  repo.git('for-each-ref', 'refs/heads', 'refs/tags', 'refs/stash');

/** After the next run all is done, once, and nothing is left. */
async function expectConverged(run: CliRun, before: string): Promise<void> {
  const next = await run.call(...RUN);
  expect(next.code, next.said).toBe(0);
  const subjects = run.remote.git('log', '--format=%s', 'main..agentic/main').split('\n').sort();
  expect(subjects).toEqual(['One', 'Three', 'Two']);
  const started = readFileSync(join(run.meeting, 'started'), 'utf8').trim().split('\n');
  for (const task of ['one', 'two', 'three'])
    expect(started.filter((other) => other === task).length, `agents of ${task}`).toBeLessThanOrEqual(2);
  expect(locksLeft(run)).toBe('');
  expect(worktreesLeft(run)).toEqual([]);
  expect(run.repo.git('status', '--porcelain')).toBe('');
  expect(userRefs(run)).toBe(before);
}

describe.runIf(process.platform === 'linux')(`a run that is killed (${DRAWN})`, () => {
  it.each(drawCases(EVERY))('with kill -9 at push $push, $when', async (moment) => {
    const run = prepareCliRun();
    await using proxy = await overHttp(run);
    const before = userRefs(run);
    let first: Started | undefined;
    const { happened } = hitAt(proxy, moment, () => first?.child.kill('SIGKILL'));
    first = run.start(...RUN);
    const end = await first.ended;
    // a run of fewer pushes ends well, and its next start finds nothing to do
    expect(happened() ? end.signal : end.code).toBe(happened() ? 'SIGKILL' : 0);
    await expectConverged(run, before);
  });

  it('while an agent works, with a lock of somebody else beside it: the foreign lock is never touched', async () => {
    const run = prepareCliRun();
    await using proxy = await overHttp(run);
    const before = userRefs(run);
    const foreign = run.remote.tip('main');
    run.remote.git('update-ref', 'refs/agentic/locks/elsewhere', foreign);
    writeFileSync(join(run.meeting, 'three.hold'), '');
    const first = run.start(...RUN);
    const pids = await agentIsUp(run, 'three');
    first.child.kill('SIGKILL');
    await first.ended;
    rmSync(join(run.meeting, 'three.hold'));
    rmSync(join(run.meeting, 'three.up'));
    const next = await run.call(...RUN);
    expect(next.code, next.said).toBe(0);
    expect(pids.some(isAlive)).toBe(false);
    expect(run.remote.git('for-each-ref', '--format=%(refname) %(objectname)', 'refs/agentic/locks/')).toBe(
      `refs/agentic/locks/elsewhere ${foreign}`,
    );
    expect(userRefs(run)).toBe(before);
    expect(proxy.count('push')).toBeGreaterThan(0);
  });
});

describe.runIf(process.platform === 'linux')('a run that is stopped', () => {
  it('evicted by a person and woken: git refuses its publication, and the work is published by whoever holds it', async () => {
    const run = prepareCliRun();
    await using _ = await overHttp(run);
    const before = userRefs(run);
    writeFileSync(join(run.meeting, 'three.hold'), '');
    const first = run.start(...RUN);
    await agentIsUp(run, 'three');
    await waitFor(() => !run.remote.git('for-each-ref', 'refs/agentic/locks/a.txt'));
    first.child.kill('SIGSTOP');
    const claim = run.remote.git('for-each-ref', '--format=%(contents)', 'refs/agentic/locks/b.txt');
    const id = /"claim":"(c-[0-9a-f]{12})"/.exec(claim)?.[1] ?? '';
    const evicted = await run.call('release', id, '--force');
    expect(evicted.code, evicted.said).toBe(0);
    rmSync(join(run.meeting, 'three.hold'));
    first.child.kill('SIGCONT');
    const end = await first.ended;
    expect(end.code, end.said).toBe(1);
    expect(run.remote.git('log', '--format=%s', 'main..agentic/main')).not.toContain('Three');
    await expectConverged(run, before);
    expect(existsSync(join(run.meeting, 'three.hold'))).toBe(false);
  });
});
