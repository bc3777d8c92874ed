import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepareCliRun, TASKS, waitFor } from '../run/cli-run.ts';
import {
  expectLittleRepeated,
  expectNothingLeft,
  expectNothingLost,
  expectPublishedOnce,
  type Place,
  withoutRemote,
  withRemote,
} from './invariants.ts';
import { isStopped, LOCAL_STEPS, letGo, STEPS, type Step, stopAt, stoppable, wasHit } from './stop-at.ts';

const isLong = process.env['LONG_PROOF'] === 'yes';
const RUN = ['run', '--tasks', 'tasks.yaml'];

const remotely = async (): Promise<Place> => withRemote(prepareCliRun(stoppable()));
const locally = (): Promise<Place> => withoutRemote(prepareCliRun(stoppable()));
type Case = readonly [name: string, make: () => Promise<Place>, step: Step];

/** All steps in the long form, some in the ordinary one. */
const cases = (some: { readonly remote: readonly string[]; readonly local: readonly string[] }): Case[] => [
  ...STEPS.filter(({ name }) => isLong || some.remote.includes(name)).map(
    (step): Case => [step.name, remotely, step],
  ),
  ...LOCAL_STEPS.filter(({ name }) => isLong || some.local.includes(name)).map(
    (step): Case => [`without a remote: ${step.name}`, locally, step],
  ),
];

const KILLED = { remote: ['agent has committed', 'verifying'], local: ['published'] };
const STOPPED = { remote: ['about to publish'], local: [] };

describe.runIf(process.platform === 'linux')('kill -9 at a step of a run', () => {
  it.each(cases(KILLED))(
    '%s: the next start ends well, and nothing is lost or done twice',
    async (_, make, step) => {
      const place = await make();
      const { run } = place;
      stopAt(run.meeting, step, 'KILL');
      const first = await run.start(...RUN).ended;
      expect(first.signal, first.said).toBe('SIGKILL');
      const next = await run.start(...RUN).ended;
      expect(next.code, next.said).toBe(0);
      expectPublishedOnce(place);
      expectLittleRepeated(place);
      expectNothingLost(place, [run.repo]);
      await expectNothingLeft(place);
    },
  );
});

describe.runIf(process.platform === 'linux')('kill -9, and the next start is another run', () => {
  it.each(cases({ remote: ['verifying'], local: ['published'] }))(
    '%s: what was published is known, and nothing is lost or done twice',
    async (_, make, step) => {
      const place = await make();
      const { run } = place;
      const changed = join(run.meeting, 'changed.yaml');
      writeFileSync(changed, TASKS.replaceAll('kind: fix,', 'kind: fix, priority: 70,'));
      stopAt(run.meeting, step, 'KILL');
      const first = await run.start(...RUN).ended;
      expect(first.signal, first.said).toBe('SIGKILL');
      const next = await run.start('run', '--tasks', changed).ended;
      expect(next.code, next.said).toBe(0);
      expectPublishedOnce(place);
      expectLittleRepeated(place);
      expectNothingLost(place, [run.repo]);
      await expectNothingLeft(place);
    },
  );
});

/** A person ends every claim of the run, from that clone. */
async function evictAll({ run, table }: Place, elsewhere: string): Promise<void> {
  const tips = table.git('for-each-ref', '--format=%(contents)', 'refs/agentic/locks');
  for (const id of new Set(
    [...tips.matchAll(/"claim":"(c-[0-9a-f]{12})"/g)].map(([, claim = '']) => claim),
  )) {
    const evicted = await run.start('-C', elsewhere, 'release', id, '--force').ended;
    expect(evicted.code, evicted.said).toBe(0);
  }
}

describe.runIf(process.platform === 'linux')(
  'a run that is stopped, evicted, and woken when its work is done',
  () => {
    it.each(cases(STOPPED))('%s: it publishes nothing', async (_, make, step) => {
      const place = await make();
      const { run, table, result } = place;
      const elsewhere = result === run.repo ? run.repo : run.remote.clone();
      stopAt(run.meeting, step, 'STOP');
      const first = run.start(...RUN);
      await waitFor(() => wasHit(run.meeting) && isStopped(first.child.pid));
      await evictAll(place, elsewhere.dir);
      const other = await run.start('-C', elsewhere.dir, ...RUN).ended;
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
