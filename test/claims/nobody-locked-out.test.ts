import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { type FaultProxy, serveWithFaults } from '../support/fault-proxy.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

/** The server loses the next push and is then away, until `back`. */
function loseOneAndGo(proxy: FaultProxy): { back(): void } {
  proxy.faultFor = () => 'drop-before';
  return {
    back() {
      proxy.faultFor = () => undefined;
    },
  };
}

/** The server takes the next push and is then away, until `back`. */
function takeOneAndGo(proxy: FaultProxy): { back(): void } {
  let taken = false;
  proxy.faultFor = ({ kind }) => {
    if (taken) return 'drop-before';
    taken = kind === 'push';
    return taken ? 'drop-after' : undefined;
  };
  return {
    back() {
      proxy.faultFor = () => undefined;
    },
  };
}

async function makePlace() {
  const { repo, remote } = makeTeam({ 'src/a.ts': 'a\n', 'src/b.ts': 'b\n' });
  const bob = remote.clone();
  const proxy = await serveWithFaults({ root: dirname(remote.dir) });
  repo.git('remote', 'set-url', 'origin', `${proxy.url}remote.git`);
  const locks = () => remote.git('for-each-ref', '--format=%(refname:lstrip=3)', 'refs/agentic/locks/');
  const as =
    (who: GitFixture) =>
    (...args: string[]) =>
      runCli(who.dir, args);
  return { proxy, locks, me: as(repo), bob: as(bob) };
}

test.concurrent('a claim that landed without an answer is its holder’s by the next command', async () => {
  const { proxy, locks, me, bob } = await makePlace();
  await using _ = proxy;
  const server = takeOneAndGo(proxy);
  const lost = await me('claim', 'src/a.ts');
  expect(lost).toMatchObject({ code: 4, stderr: expect.stringContaining('not known') });
  expect(lost.stderr).not.toContain('nothing was changed');
  expect(locks()).toBe('src/a.ts');
  server.back();
  expect(await me('check', 'src/a.ts')).toMatchObject({ code: 0 });
  expect(await me('claim', 'src/a.ts')).toMatchObject({ code: 0 });
  expect((await bob('claim', 'src')).code).toBe(3);
  expect(await me('release')).toMatchObject({ code: 0 });
  expect(locks()).toBe('');
}, 180_000);

test.concurrent('a claim that landed without an answer can be given back, by its path too', async () => {
  const { proxy, locks, me } = await makePlace();
  await using _ = proxy;
  const server = takeOneAndGo(proxy);
  expect((await me('claim', 'src/a.ts')).code).toBe(4);
  server.back();
  expect(await me('release', 'src/a.ts')).toMatchObject({ code: 0 });
  expect(locks()).toBe('');
}, 180_000);

test.concurrent('a widening that landed without an answer is there by the next command, and is given back with the rest', async () => {
  const { proxy, locks, me } = await makePlace();
  await using _ = proxy;
  expect((await me('claim', 'src/a.ts')).code).toBe(0);
  const server = takeOneAndGo(proxy);
  expect(await me('claim', 'src/b.ts')).toMatchObject({
    code: 4,
    stderr: expect.stringContaining('not known'),
  });
  server.back();
  expect((await me('status')).stdout).toContain('src/b.ts');
  expect(await me('release')).toMatchObject({ code: 0 });
  expect(locks()).toBe('');
}, 180_000);

test.concurrent('what is given back while the server is away is given back by the next command that reaches it', async () => {
  const { proxy, locks, me, bob } = await makePlace();
  await using _ = proxy;
  expect((await me('claim', 'src/a.ts')).code).toBe(0);
  proxy.faultFor = () => 'drop-before';
  expect(await me('release')).toMatchObject({ code: 4, stderr: expect.stringContaining('remembered') });
  expect(locks()).toBe('src/a.ts');
  proxy.faultFor = () => undefined;
  expect((await me('status')).code).toBe(0);
  expect(locks()).toBe('');
  expect(await bob('claim', 'src')).toMatchObject({ code: 0 });
}, 180_000);

test.concurrent('a release that was done without an answer is found out', async () => {
  const { proxy, locks, me } = await makePlace();
  await using _ = proxy;
  expect((await me('claim', 'src/a.ts')).code).toBe(0);
  const server = takeOneAndGo(proxy);
  const lost = await me('release');
  expect(lost).toMatchObject({ code: 4, stderr: expect.stringContaining('not known') });
  expect(locks()).toBe('');
  server.back();
  expect(await me('release')).toMatchObject({ code: 0 });
}, 180_000);

test.concurrent.each([
  ['landed', takeOneAndGo, 'src/b.ts'],
  ['did not land', loseOneAndGo, 'src/a.ts\nsrc/b.ts'],
])(
  'one path of two whose giving back %s without an answer is given back by the next command',
  async (_what, fault, between) => {
    const { proxy, locks, me, bob } = await makePlace();
    await using _ = proxy;
    expect((await me('claim', 'src/a.ts', 'src/b.ts')).code).toBe(0);
    const server = fault(proxy);
    expect((await me('release', 'src/a.ts')).code).toBe(4);
    expect(locks()).toBe(between);
    server.back();
    const again = await me('release', 'src/a.ts');
    expect(again).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^released: src\/a\.ts \(of .*\n {2}still {2}src\/b\.ts/),
    });
    expect(locks()).toBe('src/b.ts');
    expect(await bob('claim', 'src/a.ts')).toMatchObject({ code: 0 });
    expect(await me('release')).toMatchObject({ code: 0 });
    expect(locks()).toBe('src/a.ts');
  },
  180_000,
);

test.concurrent('a giving back that was not answered is found out by whichever command comes next', async () => {
  const { proxy, locks, me } = await makePlace();
  await using _ = proxy;
  expect((await me('claim', 'src/a.ts', 'src/b.ts')).code).toBe(0);
  const server = loseOneAndGo(proxy);
  expect((await me('release', 'src/a.ts')).code).toBe(4);
  server.back();
  expect((await me('status')).stdout).toMatch(/● src\/b\.ts\n/);
  expect(locks()).toBe('src/b.ts');
}, 180_000);
