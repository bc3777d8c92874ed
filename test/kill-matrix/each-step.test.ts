import { describe, expect, it } from 'vitest';
import { type CliRun, prepareCliRun, waitFor } from '../run/cli-run.ts';
import {
  cloneDigest,
  expectLittleRepeated,
  expectNothingLeft,
  expectNothingLost,
  expectPublishedOnce,
  plantForeignLock,
} from './invariants.ts';
import { isStopped, letGo, STEPS, stopAt, stoppable, wasHit } from './stop-at.ts';

const isLong = process.env['LONG_PROOF'] === 'yes';
const RUN = ['run', '--tasks', 'tasks.yaml'];
const ORDINARY_KILLED = [
  'worktree made',
  'agent has committed',
  'verifying',
  'branch moved, before the reply',
];
const ORDINARY_STOPPED = ['about to publish', 'verifying'];

const steps = (ordinary: readonly string[]) =>
  STEPS.filter(({ name }) => isLong || ordinary.includes(name)).map((step) => [step.name, step] as const);

/** A run with a lock of somebody else beside it, and what its clone looks like. */
function prepare() {
  const run = prepareCliRun(stoppable());
  plantForeignLock(run);
  return { run, before: cloneDigest(run.repo) };
}

describe.runIf(process.platform === 'linux')('kill -9 at a step of a run', () => {
  it.each(steps(ORDINARY_KILLED))(
    '%s: the next start ends well, and nothing is lost or done twice',
    async (_, step) => {
      const { run, before } = prepare();
      stopAt(run.meeting, step, 'KILL');
      const first = await run.start(...RUN).ended;
      expect(first.signal, first.said).toBe('SIGKILL');
      const next = await run.start(...RUN).ended;
      expect(next.code, next.said).toBe(0);
      expectPublishedOnce(run);
      expectLittleRepeated(run);
      expectNothingLost(run, [run.repo]);
      await expectNothingLeft(run, before);
    },
  );
});

/** A person ends every claim of the run, from another clone. */
async function evictAll(run: CliRun, elsewhere: string): Promise<void> {
  const tips = run.remote.git('for-each-ref', '--format=%(contents)', 'refs/agentic/locks');
  for (const id of new Set(
    [...tips.matchAll(/"claim":"(c-[0-9a-f]{12})"/g)].map(([, claim = '']) => claim),
  )) {
    const evicted = await run.start('-C', elsewhere, 'release', id, '--force').ended;
    expect(evicted.code, evicted.said).toBe(0);
  }
}

describe.runIf(process.platform === 'linux')(
  'a run that is stopped, evicted, and woken when others have done its work',
  () => {
    it.each(steps(ORDINARY_STOPPED))('%s: it publishes nothing', async (_, step) => {
      const { run, before } = prepare();
      const elsewhere = run.remote.clone();
      stopAt(run.meeting, step, 'STOP');
      const first = run.start(...RUN);
      await waitFor(() => wasHit(run.meeting) && isStopped(first.child.pid));
      await evictAll(run, elsewhere.dir);
      const other = await run.start('-C', elsewhere.dir, ...RUN).ended;
      expect(other.code, other.said).toBe(0);
      expectPublishedOnce(run);
      const refs = run.remote.git('for-each-ref', 'refs/heads/', 'refs/agentic/runs/');
      letGo(run.meeting);
      first.child.kill('SIGCONT');
      const woken = await first.ended;
      expect([0, 1], woken.said).toContain(woken.code);
      expect(run.remote.git('for-each-ref', 'refs/heads/', 'refs/agentic/runs/')).toBe(refs);
      expectPublishedOnce(run);
      expectNothingLost(run, [run.repo, elsewhere]);
      await expectNothingLeft(run, before);
    });
  },
);
