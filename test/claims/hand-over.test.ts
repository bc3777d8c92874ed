import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Claimant } from '../../src/app/claim/claimant.ts';
import { evictClaim } from '../../src/app/claim/clear-claims.ts';
import { takeClaim } from '../../src/app/claim/take-claim.ts';
import type { Publishing } from '../../src/app/ports/publishing.ts';
import { handOver, type JobWave } from '../../src/app/transfer/hand-over-wave.ts';
import type { FinishedTask } from '../../src/app/transfer/wave.ts';
import type { Oid, TaskId } from '../../src/core/model/ids.ts';
import { openClone } from '../../src/git/clone/clone-facts.ts';
import { openPrivateRepository } from '../../src/git/private/private-repository.ts';
import { remoteRefStore } from '../../src/git/table/remote-ref-store.ts';
import { gitPublishing } from '../../src/git/work/publishing.ts';
import { serveWithFaults } from '../support/fault-proxy.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';
import { ciHolder, claimantOf } from '../support/memory-claimant.ts';
import { claimAll, finished, RESULT, trailer, wishOf } from '../support/wave-of-tasks.ts';

interface Job {
  readonly claimant: Claimant;
  readonly publishing: Publishing;
}

/** One job of the CI run, with a clone of its own. */
async function jobAt(remote: GitFixture, url = remote.dir): Promise<Job> {
  const clone = await openClone(remote.clone().dir);
  const repository = clone.ok ? await openPrivateRepository(clone.value) : clone;
  if (!clone.ok || !repository.ok) throw new Error('no repository');
  const store = remoteRefStore({ repository: repository.value, url, display: 'test' });
  const publishing = gitPublishing(repository.value, clone.value);
  return { claimant: claimantOf(store, ciHolder('77'), { retryBudgetMs: 20_000 }), publishing };
}

/** A team whose run has begun: its result is the head. */
function beginRun(): { readonly remote: GitFixture; readonly head: Oid } {
  const { remote } = makeTeam();
  const head = remote.tip('main');
  remote.git('update-ref', RESULT, head);
  return { remote, head };
}

/** The works are commits without a change, each with its trailer. */
function waveOf({ publishing }: Job, head: Oid, tip: Oid, tasks: Partial<JobWave<never>>): JobWave<never> {
  const combine = async (works: readonly FinishedTask[], onto: Oid) => {
    const commits = new Map<TaskId, Oid>();
    let to = onto;
    for (const { held } of works) {
      const message = `${held.record.task}\n\nAgentic-Task: ${trailer(held)}\n`;
      to = await publishing.commit({ tree: await publishing.treeOf(onto), parents: [to], message });
      commits.set(held.record.task, to);
    }
    return { to, commits, leftOut: new Map<TaskId, never>() };
  };
  const { findTrailer } = publishing;
  const result = { ref: RESULT, head, tip };
  return { result, finished: [], unfinished: [], combine, findTrailer, ...tasks };
}

const locks = (remote: GitFixture): string[] =>
  remote.git('for-each-ref', '--format=%(refname:lstrip=3)', 'refs/agentic/locks').split('\n');
const subjects = (remote: GitFixture): string[] =>
  remote.git('log', '--reverse', '--format=%s', `main..${RESULT}`).split('\n');
const kinds = (ends: ReadonlyMap<string, { readonly kind: string }>): Record<string, string> =>
  Object.fromEntries([...ends].map(([task, { kind }]) => [task, kind]));

describe('two waves of a CI run on a bare repository', () => {
  test('cost three pushes; what both need moves on, what is above or below comes in one more', async () => {
    const { remote, head } = beginRun();
    const job = await jobAt(remote);
    const first = await claimAll(job.claimant, [wishOf('a', ['src/a', 'shared']), wishOf('b', ['b'])]);
    const [a, b] = [...first.values()];
    if (!a || !b) throw new Error('not claimed');
    const then = await handOver(
      job.claimant,
      waveOf(job, head, head, { finished: [finished(a)], unfinished: [b] }),
      async () => [wishOf('c', ['shared', 'c']), wishOf('d', ['d'])],
    );
    expect(kinds(then.ends)).toEqual({ a: 'published', b: 'released' });
    expect(kinds(then.next)).toEqual({ c: 'claimed', d: 'claimed' });
    expect(locks(remote)).toEqual(['c', 'd', 'shared']);
    const held = [...then.next.values()].flatMap((one) =>
      one.kind === 'claimed' ? [finished(one.held)] : [],
    );
    const last = await handOver(
      job.claimant,
      waveOf(job, head, then.tip, { finished: held }),
      async () => [],
    );
    expect(kinds(last.ends)).toEqual({ c: 'published', d: 'published' });
    expect(job.claimant.store.pushes).toBe(3);
    expect(subjects(remote)).toEqual(['a', 'c', 'd']);
    expect(remote.git('for-each-ref', 'refs/agentic/locks')).toBe('');

    const [e] = [...(await claimAll(job.claimant, [wishOf('e', ['src/e', 'x/y'])])).values()];
    if (!e) throw new Error('not claimed');
    const wide = await handOver(
      job.claimant,
      waveOf(job, head, last.tip, { finished: [finished(e)] }),
      async () => [wishOf('f', ['src']), wishOf('g', ['x/y/z', 'g']), wishOf('h', ['h'])],
    );
    expect(kinds(wide.next)).toEqual({ f: 'claimed', g: 'claimed', h: 'claimed' });
    expect(job.claimant.store.pushes).toBe(6); // claim, hand-over with h, then f and g
    expect(locks(remote)).toEqual(['g', 'h', 'src', 'x/y/z']);
  });

  test('a task that was evicted is dropped and told, the rest is published and goes on', async () => {
    const { remote, head } = beginRun();
    const job = await jobAt(remote);
    const person = await jobAt(remote);
    const [a, b] = [...(await claimAll(job.claimant, [wishOf('a', ['a']), wishOf('b', ['b'])])).values()];
    if (!a || !b) throw new Error('not claimed');
    const task = { ref: a.taskRef, tip: a.tip };
    await evictClaim(person.claimant, { tip: a.record, anchor: a.anchor, task, reason: 'a person' });
    const other = await takeClaim({ ...person.claimant, holder: ciHolder('78') }, wishOf('z', ['a']));
    const end = await handOver(
      job.claimant,
      waveOf(job, head, head, { finished: [finished(a), finished(b)] }),
      async () => [wishOf('c', ['b', 'c']), wishOf('d', ['a'])],
    );
    expect(other.kind).toBe('claimed');
    expect(kinds(end.ends)).toEqual({ a: 'lost', b: 'published' });
    expect(kinds(end.next)).toEqual({ c: 'claimed', d: 'held' });
    expect(subjects(remote)).toEqual(['b']);
    expect(locks(remote)).toEqual(['a', 'b', 'c']);
  });

  test('a path of the next wave that somebody holds: the wave is published alone first', async () => {
    const { remote, head } = beginRun();
    const job = await jobAt(remote);
    const [a] = [...(await claimAll(job.claimant, [wishOf('a', ['a'])])).values()];
    if (!a) throw new Error('not claimed');
    await takeClaim({ ...(await jobAt(remote)).claimant, holder: ciHolder('78') }, wishOf('z', ['taken']));
    const end = await handOver(
      job.claimant,
      waveOf(job, head, head, { finished: [finished(a)] }),
      async () => [wishOf('c', ['taken/c']), wishOf('d', ['a'])],
    );
    expect(kinds(end.ends)).toEqual({ a: 'published' });
    expect(kinds(end.next)).toEqual({ c: 'held', d: 'claimed' });
    expect(locks(remote)).toEqual(['a', 'taken']);
  });
});

describe('the push of a hand-over by HTTP', () => {
  test.each(['drop-after', 'reset-mid-stream', 'drop-before', 'empty-ok', 'hold'] as const)(
    '%s: published once, and the next wave is held',
    async (fault) => {
      const { remote, head } = beginRun();
      await using proxy = await serveWithFaults({ root: dirname(remote.dir) });
      const job = await jobAt(remote, `${proxy.url}remote.git`);
      const held = await claimAll(job.claimant, [wishOf('a', ['a', 'x']), wishOf('b', ['b'])]);
      const works = [...held.values()].map(finished);
      const pushed = proxy.count('push');
      proxy.faultFor = ({ kind, number }) => (kind === 'push' && number === pushed ? fault : undefined);
      const end = await handOver(job.claimant, waveOf(job, head, head, { finished: works }), async () => [
        wishOf('c', ['x', 'c']),
        wishOf('d', ['d']),
      ]);
      await proxy.deliverHeld();
      expect(end.stopped).toBeUndefined();
      expect(kinds(end.ends)).toEqual({ a: 'published', b: 'published' });
      expect(kinds(end.next)).toEqual({ c: 'claimed', d: 'claimed' });
      expect(subjects(remote)).toEqual(['a', 'b']);
      expect(locks(remote)).toEqual(['c', 'd', 'x']);
    },
  );
});
