import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { RefStore, TransactionOutcome } from '../../src/app/ports/ref-store.ts';
import type { RefName } from '../../src/core/model/ids.ts';
import { remoteRefStore } from '../../src/git/table/remote-ref-store.ts';
import { type ProxyFault, serveWithFaults } from '../support/fault-proxy.ts';
import { GitSandbox } from '../support/git-sandbox.ts';
import { plantObject, privateRepositoryOf } from '../support/git-tables.ts';
import { describeRefStoreContract, stateObject } from '../support/ref-store-contract.ts';

const ref = 'refs/agentic/locks/a' as RefName;
async function claim(store: RefStore): Promise<TransactionOutcome> {
  const object = stateObject('claim');
  return store.commit({ updates: [{ ref, expect: null, to: object.oid }], objects: [object] });
}
async function storeAt(box: GitSandbox, url: string): Promise<RefStore> {
  return remoteRefStore({ repository: await privateRepositoryOf(box.path('shop')), url, display: 'x' });
}

async function serve(answer: RequestListener) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

describe('row 48: what a host answers before anything was sent', () => {
  const cases: readonly (readonly [number, Record<string, string>, string, object, object])[] = [
    [401, {}, '', { kind: 'authentication' }, { kind: 'authentication' }],
    [
      403,
      {},
      'denied',
      { kind: 'read-only', status: '403 Forbidden', said: 'denied' },
      { kind: 'access-denied', status: '403 Forbidden', said: 'denied' },
    ],
    [403, {}, 'This repository was archived so it is read-only.', { kind: 'archived' }, { kind: 'archived' }],
    [
      403,
      { 'retry-after': '60' },
      'You have exceeded a secondary rate limit',
      { kind: 'rate-limit', retryAfterS: 60 },
      { kind: 'rate-limit', retryAfterS: 60 },
    ],
    [404, {}, '', { kind: 'not-found' }, { kind: 'not-found' }],
    [407, {}, '', { kind: 'proxy' }, { kind: 'proxy' }],
    [413, {}, '', { kind: 'too-large' }, { kind: 'too-large' }],
    [
      429,
      { 'retry-after': '17' },
      '',
      { kind: 'rate-limit', retryAfterS: 17 },
      { kind: 'rate-limit', retryAfterS: 17 },
    ],
    [500, {}, '', { kind: 'server-error' }, { kind: 'server-error' }],
    [
      503,
      { 'retry-after': '5' },
      '',
      { kind: 'server-error', retryAfterS: 5 },
      { kind: 'server-error', retryAfterS: 5 },
    ],
  ];
  test.each(cases)('%i %j %s', async (status, headers, body, toPush, toLook) => {
    await using box = new GitSandbox();
    box.repository('shop');
    await using host = await serve((_request, response) => {
      response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(body);
    });
    const store = await storeAt(box, `http://ana:s3cret@127.0.0.1:${host.port}/shop.git`);
    const pushed = await claim(store);
    expect(pushed).toMatchObject({ kind: 'failed', failure: toPush });
    const looked = await store.list([ref]);
    expect(looked).toMatchObject({ ok: false, failure: toLook });
    expect(JSON.stringify([pushed, looked])).not.toContain('s3cret');
  });

  test('a login page is not an empty table', async () => {
    await using box = new GitSandbox();
    box.repository('shop');
    await using host = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>please log in</html>');
    });
    const store = await storeAt(box, `http://127.0.0.1:${host.port}/shop.git`);
    expect(await store.list([ref])).toMatchObject({ ok: false, failure: { kind: 'web-page' } });
    // git tried WebDAV, and was told that there is none
    expect(await claim(store)).toMatchObject({ kind: 'failed', failure: { kind: 'web-page' } });
  });

  test('an answer that is no HTTP, a certificate that nobody signed', async () => {
    await using box = new GitSandbox();
    box.repository('shop');
    await using host = await serve((_request, response) => response.destroy());
    for (const scheme of ['http', 'https']) {
      const store = await storeAt(box, `${scheme}://127.0.0.1:${host.port}/shop.git`);
      expect(await claim(store)).toMatchObject({ kind: 'failed', failure: { kind: 'network' } });
    }
  });
});

test('row 48: a redirect to another host gets neither password nor token', async () => {
  await using box = new GitSandbox();
  box.repository('shop');
  const got: IncomingHttpHeaders[] = [];
  await using other = await serve((request, response) => {
    got.push(request.headers);
    response.writeHead(404).end();
  });
  await using first = await serve((request, response) => {
    response.writeHead(302, { location: `http://localhost:${other.port}${request.url}` }).end();
  });
  const host = `http://127.0.0.1:${first.port}/`;
  box.git('shop', 'config', `http.${host}.extraHeader`, 'Authorization: Basic c2VjcmV0');
  const store = await storeAt(box, `${host}shop.git`);
  expect((await store.list([ref])).ok).toBe(false);
  expect((await claim(store)).kind).toBe('failed');
  expect(got.length).toBeGreaterThan(0);
  for (const headers of got) expect(headers.authorization).toBeUndefined();
});

test('headers and credential helpers of the clone reach the host, each once', async () => {
  await using box = new GitSandbox();
  box.repository('shop');
  const seen: IncomingHttpHeaders[] = [];
  await using host = await serve((request, response) => {
    seen.push(request.headers);
    response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
  });
  box.git('shop', 'config', `http.http://127.0.0.1:${host.port}/.extraHeader`, 'X-Token: once');
  box.git('shop', 'config', 'credential.helper', '!f() { echo username=ana; echo password=pw; }; f');
  await (await storeAt(box, `http://127.0.0.1:${host.port}/shop.git`)).list([ref]);
  expect(seen.map((headers) => headers['x-token'])).toEqual(['once', 'once']);
  expect(seen.at(-1)?.authorization).toBe(`Basic ${Buffer.from('ana:pw').toString('base64')}`);
});

describe('over smart HTTP, with faults while the push is under way', () => {
  const during: readonly (readonly [ProxyFault, boolean])[] = [
    ['drop-before', false],
    ['drop-after', true],
    ['reset-mid-stream', true],
    ['server-error', false],
    ['empty-ok', false],
  ];
  test.each(during)('%s: unknown, and looking tells (landed: %s)', async (fault, landed) => {
    await using box = new GitSandbox();
    box.repository('shop');
    box.bare('shop.git');
    await using proxy = await serveWithFaults({ root: box.root });
    proxy.faultFor = ({ kind }) => (kind === 'push' ? fault : undefined);
    const store = await storeAt(box, `${proxy.url}shop.git`);
    expect((await claim(store)).kind).toBe('unknown');
    const looked = await store.list([ref]);
    expect(looked.ok && looked.value.has(ref)).toBe(landed);
    if (!landed) {
      proxy.faultFor = () => undefined;
      expect(await claim(store)).toEqual({ kind: 'applied' });
    }
  });
});

describe('a push that is answered with "no" after the look went well', () => {
  const answers: readonly (readonly [number, Record<string, string>, string, object])[] = [
    [
      401,
      { 'www-authenticate': 'Basic realm="x"' },
      '',
      { kind: 'failed', failure: { kind: 'authentication' } },
    ],
    [403, {}, '<h1>no</h1>', { kind: 'failed', failure: { kind: 'read-only', status: '403 Forbidden' } }],
    [404, {}, '', { kind: 'failed', failure: { kind: 'not-found' } }],
    [413, {}, '', { kind: 'failed', failure: { kind: 'too-large', status: '413 Payload Too Large' } }],
    [429, { 'retry-after': '7' }, '', { kind: 'failed', failure: { kind: 'rate-limit', retryAfterS: 7 } }],
    [302, { location: 'http://sso.example/login' }, '', { kind: 'failed', failure: { kind: 'redirected' } }],
    // of these the server behind may have done it all the same
    [408, {}, '', { kind: 'unknown' }],
    [503, {}, '', { kind: 'unknown', failure: { kind: 'server-error', status: '503 Service Unavailable' } }],
    [
      200,
      { 'content-type': 'text/html' },
      '<h1>log in</h1>',
      { kind: 'unknown', failure: { kind: 'web-page' } },
    ],
  ];
  test.each(answers)('%i %j', async (status, headers, body, outcome) => {
    await using box = new GitSandbox();
    box.repository('shop');
    box.bare('shop.git');
    await using proxy = await serveWithFaults({ root: box.root });
    proxy.answerFor = ({ kind }) => (kind === 'push' ? { status, headers, body } : undefined);
    const store = await storeAt(box, `${proxy.url}shop.git`);
    expect(await claim(store)).toMatchObject(outcome);
    expect((await store.list([ref])).ok).toBe(true);
  });
});

describeRefStoreContract('remote over smart HTTP', async () => {
  const box = new GitSandbox();
  const remote = box.bare('shop.git');
  const proxy = await serveWithFaults({ root: box.root });
  let clones = 0;
  return {
    join: async () => {
      const clone = box.repository(`clone ${clones++}`);
      const repository = await privateRepositoryOf(clone);
      return remoteRefStore({ repository, url: `${proxy.url}shop.git`, display: 'x' });
    },
    plant: async (name, object) => plantObject(remote, name, object),
    [Symbol.asyncDispose]: async () => {
      await proxy[Symbol.asyncDispose]();
      await box[Symbol.asyncDispose]();
    },
  };
});
