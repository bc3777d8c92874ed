import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { HeldClaim } from '../../src/app/claim/claimant.ts';
import { takeClaim } from '../../src/app/claim/take-claim.ts';
import { resultRef } from '../../src/core/claim/refs.ts';
import type { Oid } from '../../src/core/model/ids.ts';
import { RUN, wishFor } from '../simulator/chaos/claim-actor.ts';
import { memoryRefStore } from '../simulator/memory-ref-store.ts';
import { RefServer } from '../simulator/ref-server.ts';
import { serveAttempts } from '../support/attempts-api.ts';
import { callProgram } from '../support/call-program.ts';
import { parseJson } from '../support/cli.ts';
import { serveWithFaults } from '../support/fault-proxy.ts';
import { makeRepository, makeTeam } from '../support/git-fixture.ts';
import { ciHolder, claimantOf } from '../support/memory-claimant.ts';
import { publishOne } from '../support/wave-of-tasks.ts';

const wish = wishFor('t', ['src', 'docs/a'], 600);

async function held(claimant: Parameters<typeof takeClaim>[0]): Promise<HeldClaim> {
  const outcome = await takeClaim(claimant, wish);
  if (outcome.kind !== 'claimed') throw new Error(outcome.kind);
  return outcome.held;
}

describe('attempts of one CI run', () => {
  test('a later one takes over at once, in place; the earlier one, still alive, can neither publish nor take it back', async () => {
    const server = new RefServer();
    const store = memoryRefStore({ server });
    const first = claimantOf(store, ciHolder('77', 1));
    const second = claimantOf(store, ciHolder('77', 2));
    const old = await held(first);
    const moves: string[] = [];
    server.onMove = ({ ref, from, to }) => moves.push(`${ref} ${from !== null} ${to !== null}`);
    const fresh = await held(second);
    expect(moves.filter((move) => move.includes('/locks/'))).toEqual([
      'refs/agentic/locks/docs/a true true',
      'refs/agentic/locks/src true true',
    ]);
    expect(fresh.claim).not.toBe(old.claim);
    const onto = 'a'.repeat(40) as Oid;
    const to = 'b'.repeat(40) as Oid;
    server.refs.set(resultRef(RUN), onto);
    expect(await publishOne(first, old, { onto, to })).toBe('lost');
    expect(server.refs.get(resultRef(RUN))).toBe(onto);
    expect((await takeClaim(first, wish)).kind).toBe('task-held');
    expect((await takeClaim(first, wishFor('u', ['src/x'], 600))).kind).toBe('held');
    expect(await publishOne(second, fresh, { onto, to })).toBe('published');
    expect(server.refs.get(resultRef(RUN))).toBe(to);
  });

  test('another run’s claims stand until the host says that it is over', async () => {
    const store = memoryRefStore();
    await held(claimantOf(store, ciHolder('77')));
    const asked: string[] = [];
    let over = false;
    const other = claimantOf(store, ciHolder('78'), {
      isKnownDead: async (holder) => {
        asked.push(JSON.stringify(holder));
        return over;
      },
    });
    expect((await takeClaim(other, wishFor('u', ['src/x'], 600))).kind).toBe('held');
    over = true;
    expect((await takeClaim(other, wishFor('u', ['src/x'], 600))).kind).toBe('claimed');
    expect(new Set(asked)).toEqual(new Set([JSON.stringify(ciHolder('77'))])); // not about itself
  });
});

describe('the commands in CI', () => {
  const actions = (run: string, attempt: number) => ({
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_RUN_ID: run,
    GITHUB_RUN_ATTEMPT: String(attempt),
  });

  test('a last job releases what its run still holds, from a fresh clone; others’ claims stay', async () => {
    const { repo, remote } = makeTeam();
    const locks = (): string => remote.git('for-each-ref', '--format=%(refname)', 'refs/agentic/locks');
    for (const [path, env] of [
      ['a', actions('77', 1)],
      ['b', actions('77', 2)],
      ['c', actions('77', 3)],
      ['d', actions('78', 1)],
      ['e', {}],
    ] as const)
      expect(await callProgram(remote.clone().dir, ['claim', path], { env })).toMatchObject({ code: 0 });
    const released = await callProgram(repo.dir, ['release', '--json'], { env: actions('77', 2) });
    expect(parseJson(released)).toMatchObject({ outcome: 'released' });
    expect(locks().split('\n')).toEqual(['c', 'd', 'e'].map((path) => `refs/agentic/locks/${path}`));
    expect((await callProgram(repo.dir, ['release'], { env: actions('77', 2) })).stdout).toMatch(/^nothing/);
    expect(locks().split('\n')).toHaveLength(3);
  });

  test('the host is asked only when a CI run’s claim stands in the way; what it calls completed is taken', async () => {
    const team = makeRepository({
      bare: true,
      dir: join(dirname(makeTeam().remote.dir), 'acme', 'shop.git'),
    });
    team.commit({ 'README.md': '# shop\n' });
    await using git = await serveWithFaults({ root: dirname(dirname(team.dir)) });
    await using api = await serveAttempts({ '77/1': 'completed', '78/1': 'in_progress' });
    const env = {
      GITHUB_TOKEN: 'ghs_secret',
      GITHUB_API_URL: api.url,
      GITHUB_SERVER_URL: git.url.replace(/\/$/, ''),
    };
    const clone = () => {
      const repo = team.clone();
      repo.git('remote', 'set-url', 'origin', `${git.url}acme/shop.git`);
      return repo.dir;
    };
    for (const run of ['77', '78'])
      expect((await callProgram(clone(), ['claim', `src/${run}`], { env: actions(run, 1) })).code).toBe(0);
    const here = clone();
    expect((await callProgram(here, ['claim', 'docs'], { env })).code).toBe(0);
    expect(api.asked).toEqual([]);
    expect((await callProgram(here, ['claim', 'src/78/a', '--task', 'b'], { env })).code).toBe(3);
    expect((await callProgram(here, ['claim', 'src/77/a', '--task', 'a'])).code).toBe(3); // without a token
    const taken = await callProgram(here, ['claim', 'src/77/a', '--task', 'a'], { env });
    expect(taken).toMatchObject({ code: 0, stderr: '' });
    expect(api.asked.map(({ path }) => path.split('/').slice(-3))).toEqual([
      ['78', 'attempts', '1'],
      ['77', 'attempts', '1'],
    ]);
    const status = await callProgram(here, ['status'], { env });
    expect(status.stdout).toMatch(/● src\/78/);
    expect(JSON.stringify([taken, status])).not.toContain('ghs_secret');
  });
});
