import { describe, expect, it } from 'vitest';
import { waitFor } from '../run/cli-run.ts';
import { DRAWN } from './draw-cases.ts';
import { expectNothingLeft, expectNothingLost, expectPublishedOnce, type Place } from './invariants.ts';
import { drawSteps, RUN } from './steps-of-a-run.ts';
import { isStopped, letGo, stopAt, wasHit } from './stop-at.ts';

/** A person ends every claim of the run, from that clone. */
async function evictAll({ run, table }: Place, elsewhere: string): Promise<void> {
  const tips = table.git('for-each-ref', '--format=%(contents)', 'refs/agentic/locks');
  for (const id of new Set(
    [...tips.matchAll(/"claim":"(c-[0-9a-f]{12})"/g)].map(([, claim = '']) => claim),
  )) {
    const evicted = await run.call('-C', elsewhere, 'release', id, '--force');
    expect(evicted.code, evicted.said).toBe(0);
  }
}

describe.runIf(process.platform === 'linux')(
  `a run that is stopped, evicted, and woken when its work is done (${DRAWN})`,
  () => {
    it.each(drawSteps())('%s: it publishes nothing', async (_, make, step) => {
      const place = await make();
      const { run, table, result } = place;
      const elsewhere = result === run.repo ? run.repo : run.remote.clone();
      stopAt(run.meeting, step, 'STOP');
      const first = run.start(...RUN);
      await waitFor(() => wasHit(run.meeting) && isStopped(first.child.pid));
      await evictAll(place, elsewhere.dir);
      const other = await run.call('-C', elsewhere.dir, ...RUN);
      expect(other.code, other.said).toBe(0);
      expectPublishedOnce(place);
      const published = (): string =>
        `${result.git('for-each-ref', 'refs/heads/')} ${table.git('for-each-ref', 'refs/agentic/runs/')}`;
      const before = published();
      letGo(run.meeting);
      first.child.kill('SIGCONT');
      const woken = await first.ended;
      expect([0, 1], woken.said).toContain(woken.code);
      expect(published()).toBe(before);
      expectNothingLost(place, [run.repo, elsewhere]);
      await expectNothingLeft(place);
    });
  },
);
