import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { execGit } from '../../src/git/exec-git.ts';
import { type ProxyFault, serveWithFaults } from '../support/fault-proxy.ts';
import { makeRepository } from '../support/git-fixture.ts';

/** A bare repository behind the proxy, and a repository with one commit that pushes to it. */
async function makeServed() {
  const remote = makeRepository({ bare: true });
  const local = makeRepository();
  const commit = local.commit({ 'a.txt': 'a' });
  const proxy = await serveWithFaults({ root: dirname(remote.dir) });
  const push = (ref: string, more: { readonly timeoutMs?: number } = {}) =>
    execGit({
      args: ['push', '--porcelain', '--atomic', `${proxy.url}remote.git`, `${commit}:${ref}`],
      cwd: local.dir,
      ...more,
    });
  const has = async (ref: string) =>
    (await execGit({ args: ['rev-parse', '-q', '--verify', ref], cwd: remote.dir })).code === 0;
  return { proxy, push, has };
}

const faults: readonly (readonly [ProxyFault, { readonly arrived: boolean }])[] = [
  ['drop-before', { arrived: false }],
  ['drop-after', { arrived: true }],
  ['reset-mid-stream', { arrived: true }],
  ['server-error', { arrived: false }],
  ['empty-ok', { arrived: false }],
  ['too-many', { arrived: false }],
  ['unauthorized', { arrived: false }],
  ['forbidden', { arrived: false }],
];

describe('the proxy in front of a real git server', () => {
  it('lets a push through and counts it as one look and one push', async () => {
    const { proxy, push, has } = await makeServed();
    await using _ = proxy;
    expect(await push('refs/agentic/x')).toMatchObject({ code: 0 });
    expect(await has('refs/agentic/x')).toBe(true);
    expect(proxy.requests.map((r) => r.kind)).toEqual(['look-to-push', 'push']);
  });

  it.each(faults)('%s: the client fails, arrived: %o', async (fault, { arrived }) => {
    const { proxy, push, has } = await makeServed();
    await using _ = proxy;
    proxy.faultFor = (request) => (request.kind === 'push' ? fault : undefined);
    const result = await push('refs/agentic/x');
    expect(result.code).not.toBe(0);
    expect(await has('refs/agentic/x')).toBe(arrived);
  });

  it('hold: what the client has given up is delivered later', async () => {
    const { proxy, push, has } = await makeServed();
    await using _ = proxy;
    proxy.faultFor = (request) => (request.kind === 'push' ? 'hold' : undefined);
    expect((await push('refs/agentic/x')).code).not.toBe(0);
    expect(await has('refs/agentic/x')).toBe(false);
    // Twice, because libcurl sends a request again when a connection that it has used before breaks.
    expect(await proxy.deliverHeld()).toEqual([200, 200]);
    expect(await has('refs/agentic/x')).toBe(true);
  });

  it('drop-after once: libcurl sends the push again, and what was granted is reported as refused', async () => {
    const { proxy, push, has } = await makeServed();
    await using _ = proxy;
    proxy.faultFor = (request) =>
      request.kind === 'push' && request.number === 0 ? 'drop-after' : undefined;
    const result = await push('refs/agentic/x');
    expect(proxy.count('push')).toBe(2);
    expect(result.stdout.toString()).toContain('!\t');
    expect(await has('refs/agentic/x')).toBe(true);
  });

  it('stall: no answer until the client ends', async () => {
    const { proxy, push, has } = await makeServed();
    await using _ = proxy;
    proxy.faultFor = ({ kind }) => (kind === 'push' ? 'stall' : undefined);
    expect(await push('refs/agentic/x', { timeoutMs: 1_000 })).toMatchObject({ cut: true });
    expect(await has('refs/agentic/x')).toBe(false);
  });
});
