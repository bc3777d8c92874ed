import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Claimant, processMemory } from '../../src/app/claim/claimant.ts';
import { endClaim } from '../../src/app/claim/end-claim.ts';
import { renewClaim } from '../../src/app/claim/renew-claim.ts';
import { takeClaim } from '../../src/app/claim/take-claim.ts';
import { resultRef } from '../../src/core/claim/refs.ts';
import type { Oid } from '../../src/core/model/ids.ts';
import { openClone } from '../../src/git/clone/clone-facts.ts';
import { openPrivateRepository } from '../../src/git/private/private-repository.ts';
import { remoteRefStore } from '../../src/git/table/remote-ref-store.ts';
import { realMachine } from '../../src/process/machine.ts';
import { RUN, wishFor } from '../simulator/chaos/claim-actor.ts';
import { serveWithFaults } from '../support/fault-proxy.ts';
import { type GitFixture, makeRepository } from '../support/git-fixture.ts';
import { publishOne } from '../support/wave-of-tasks.ts';
import { isLong, timeLimit } from './race.ts';

/** The claimant of one more machine of the team. */
async function claimantAt(url: string, retryBudgetMs = 1500): Promise<Claimant> {
  const facts = await openClone(makeRepository().dir);
  const repository = facts.ok ? await openPrivateRepository(facts.value) : facts;
  if (!repository.ok) throw new Error(JSON.stringify(repository.problems));
  const name = repository.value.path;
  return {
    store: remoteRefStore({ repository: repository.value, url, display: 'test' }),
    machine: realMachine(),
    holder: { kind: 'session', id: name, name: 'test' },
    memory: processMemory(),
    sightings: { load: async () => new Map(), save: async () => {} },
    isKnownDead: async () => false,
    retryBudgetMs,
  };
}

const ours = (remote: GitFixture): string =>
  remote.git('for-each-ref', '--format=%(refname)', 'refs/agentic/');
const wish = wishFor('t', ['src', 'docs/a'], 600);

function installHook(remote: GitFixture, name: string, script: string): void {
  const hook = join(remote.dir, 'hooks', name);
  mkdirSync(dirname(hook), { recursive: true });
  writeFileSync(hook, `#!/bin/sh\n${script}\n`);
  chmodSync(hook, 0o755);
}

describe('a server that cannot be used', () => {
  it.each([
    ['receive.advertiseAtomic', 'false', 'no-atomic'],
    ['receive.hideRefs', 'refs/agentic', 'hidden-refs'],
  ])('with %s=%s: said so, and nothing is there', async (key, value, kind) => {
    const remote = makeRepository({ bare: true });
    remote.git('config', key, value);
    expect(await takeClaim(await claimantAt(remote.dir), wish)).toMatchObject({
      kind: 'failed',
      failure: { kind },
    });
    expect(ours(remote)).toBe('');
  });

  it('whose hook refuses one ref: nothing of the rest is there', async () => {
    const remote = makeRepository({ bare: true });
    installHook(remote, 'update', 'case $1 in *docs*) exit 1;; esac; exit 0');
    expect((await takeClaim(await claimantAt(remote.dir), wish)).kind).toBe('failed');
    expect(ours(remote)).toBe('');
  });
});

describe('a server killed in mid-push', () => {
  it.each(['prepared', 'committed'])(
    'at %s: what it left is never taken for somebody’s, and all goes on',
    async (state) => {
      const remote = makeRepository({ bare: true });
      const once = join(dirname(remote.dir), 'once');
      writeFileSync(once, '');
      // the hook's parent is the receiver; it dies with its lock files in place
      installHook(
        remote,
        'reference-transaction',
        `[ "$1" = ${state} ] && [ -e '${once}' ] && rm '${once}' && kill -9 $PPID; exit 0`,
      );
      const claimant = await claimantAt(remote.dir);
      const first = await takeClaim(claimant, wish);
      removeStaleLocks(join(remote.dir, 'refs'));
      rmSync(join(remote.dir, 'packed-refs.lock'), { force: true });
      if (first.kind === 'claimed')
        expect((await endClaim(claimant, first.held, { state: 'released' })).kind).toBe('ended');
      const other = await claimantAt(remote.dir);
      const second = await takeClaim(other, { ...wish, task: wishFor('u', [], 1).task });
      // it is free, or (where it was not known in time) held by the first until its lease is over
      expect(['claimed', 'held']).toContain(second.kind);
      if (second.kind === 'held') expect(['claimed', 'unknown']).toContain(first.kind);
    },
  );
});

function removeStaleLocks(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) removeStaleLocks(path);
    else if (entry.name.endsWith('.lock')) rmSync(path);
  }
}

describe('a stale lock file on the server', () => {
  it('is a failure that names the server, until somebody removes it', async () => {
    const remote = makeRepository({ bare: true });
    const stale = join(remote.dir, 'refs', 'agentic', 'locks', 'src.lock');
    mkdirSync(dirname(stale), { recursive: true });
    writeFileSync(stale, '');
    const claimant = await claimantAt(remote.dir);
    expect(await takeClaim(claimant, wish)).not.toMatchObject({ kind: 'claimed' });
    expect(remote.git('for-each-ref', 'refs/agentic/locks/')).toBe(''); // the task ref may say: barred
    rmSync(stale);
    expect((await takeClaim(claimant, wish)).kind).toBe('claimed');
  });
});

describe('a mirror push that wipes all refs', () => {
  it('ends every claim: nothing is renewed, nothing is published, and the paths are free', async () => {
    const remote = makeRepository({ bare: true });
    const base = remote.commit({ 'src/a': 'a' }) as Oid;
    remote.git('update-ref', resultRef(RUN), base);
    const claimant = await claimantAt(remote.dir);
    const taken = await takeClaim(claimant, wish);
    if (taken.kind !== 'claimed') throw new Error(taken.kind);
    const mirror = makeRepository();
    mirror.commit({ other: 'history' });
    mirror.git('push', '-q', '--mirror', remote.dir);
    expect(ours(remote)).toBe('');
    expect(await publishOne(claimant, taken.held, { onto: base, to: taken.held.anchor })).toBe('lost');
    expect((await renewClaim(claimant, taken.held)).kind).toBe('lost');
    expect(ours(remote)).toBe('');
    expect((await takeClaim(await claimantAt(remote.dir), wish)).kind).toBe('claimed');
  });
});

describe('a request that arrives after its sender has given up', () => {
  it('lands nowhere once it was barred, and the paths stay their new holder’s', async () => {
    const remote = makeRepository({ bare: true });
    await using proxy = await serveWithFaults({ root: dirname(remote.dir) });
    const url = `${proxy.url}remote.git`;
    proxy.faultFor = ({ kind }) => (kind === 'push' ? 'hold' : undefined);
    const late = await claimantAt(url, 1);
    const first = takeClaim(late, wish);
    expect(['unknown', 'failed']).toContain((await first).kind);
    proxy.faultFor = () => undefined;
    const other = await claimantAt(url);
    const second = await takeClaim(other, { ...wish, task: wishFor('u', [], 1).task });
    expect(second.kind).toBe('claimed');
    const before = remote.git('for-each-ref', 'refs/agentic/locks/');
    await proxy.deliverHeld();
    expect(remote.git('for-each-ref', 'refs/agentic/locks/')).toBe(before);
    if (second.kind === 'claimed')
      expect((await endClaim(other, second.held, { state: 'released' })).kind).toBe('ended');
  });
});

it('8 claimers of one path, again and again: exactly one winner each time', {
  timeout: timeLimit,
}, async () => {
  const remote = makeRepository({ bare: true });
  const claimants = await Promise.all(Array.from({ length: 8 }, () => claimantAt(remote.dir)));
  const races = isLong ? 1000 : 4;
  for (let n = 0; n < races; n++) {
    const outcomes = await Promise.all(
      claimants.map((claimant, at) => takeClaim(claimant, wishFor(`race-${n}-${at}`, ['src'], 600))),
    );
    const winners = outcomes.flatMap((outcome, at) =>
      outcome.kind === 'claimed' ? [{ at, held: outcome.held }] : [],
    );
    expect(winners, JSON.stringify(outcomes.map(({ kind }) => kind))).toHaveLength(1);
    for (const { at, held } of winners) {
      const claimant = claimants[at];
      if (claimant) expect((await endClaim(claimant, held, { state: 'released' })).kind).toBe('ended');
    }
  }
});
