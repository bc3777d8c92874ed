import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { runHttpBackend } from '../http-backend.ts';
import type { Reply } from './call.ts';
import { findBreaches } from './description.ts';
import { answerCall, answerGraphql } from './routes.ts';
import type { FakePull, FakeToken, FakeWorld } from './world.ts';

/** Something that goes wrong with a call, as often as `times` says (once, where it does not). */
export interface Fault {
  readonly method: string;
  readonly path: RegExp;
  /** `lost`: it is done, and the answer never comes. `reset`: it is not done, and no answer comes. */
  readonly does: 'lost' | 'reset' | 'silent' | Reply;
  times?: number;
}

export interface FakeGithub extends AsyncDisposable {
  readonly world: FakeWorld;
  /** What the runner's variables would name. */
  readonly env: Readonly<Record<'GITHUB_API_URL' | 'GITHUB_SERVER_URL' | 'GITHUB_REPOSITORY', string>>;
  /** The repository over HTTP; private: it takes a token. */
  readonly gitUrl: string;
  readonly faults: Fault[];
  /** `GET /issues/1/comments?page=1`, in their order; git's own requests are not among them. */
  readonly calls: string[];
  /** What exchanges broke of GitHub's description. */
  readonly breaches: string[];
  /** Called before a call is answered: what somebody else does in the meantime. */
  onCall: (call: string) => void;
}

/**
 * A double of GitHub on this machine, over a real bare repository. Each exchange is held against GitHub's OpenAPI
 * description. `prefix`: where the API of an Enterprise Server is (`/api/v3`).
 */
export async function serveGithub(ask: {
  readonly bare: string;
  readonly tokens: Readonly<Record<string, FakeToken>>;
  readonly pulls?: Readonly<Record<number, Partial<FakePull> & { readonly branch: string }>>;
  readonly prefix?: string;
}): Promise<FakeGithub> {
  const { prefix = '' } = ask;
  const world: FakeWorld = {
    owner: 'acme',
    repo: 'shop',
    bare: ask.bare,
    tokens: new Map(Object.entries(ask.tokens)),
    pulls: new Map(
      Object.entries(ask.pulls ?? {}).map(([number, pull]) => [
        Number(number),
        { base: 'main', title: 'a change', state: 'open', locked: false, labels: [], ...pull },
      ]),
    ),
    comments: [],
    labels: new Map(),
    dispatches: [],
    nextId: 1000,
  };
  const faults: Fault[] = [];
  const fake = {
    world,
    faults,
    calls: [] as string[],
    breaches: [] as string[],
    onCall: (_call: string): void => {},
  };
  const server = createServer((request, response) => {
    answer(fake, prefix, request, response).catch((error: unknown) => {
      fake.breaches.push(String(error));
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(fake, {
    env: { GITHUB_API_URL: base + prefix, GITHUB_SERVER_URL: base, GITHUB_REPOSITORY: 'acme/shop' },
    gitUrl: `${base}/acme/shop.git`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

type Fake = Pick<FakeGithub, 'world' | 'faults' | 'calls' | 'breaches' | 'onCall'>;

async function answer(
  fake: Fake,
  prefix: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  const at = new URL(request.url ?? '/', 'http://localhost');
  const who = whoAsks(fake.world, request.headers.authorization);
  if (at.pathname.startsWith('/acme/shop.git/')) return serveGit(fake.world, who, request, body, response);
  const method = request.method ?? 'GET';
  const graphql = prefix === '' ? '/graphql' : '/api/graphql';
  const repo = `${prefix}/repos/acme/shop`;
  const rest = at.pathname.startsWith(`${repo}/`) ? at.pathname.slice(repo.length) : at.pathname;
  const call = `${method} ${rest}${at.search}`;
  fake.calls.push(call);
  fake.onCall(call);
  const sent = body.length === 0 ? {} : (JSON.parse(body.toString('utf8')) as Record<string, unknown>);
  const decide = (): Reply => {
    if (!who) return { status: 401, answer: { message: 'Bad credentials', status: '401' } };
    if (at.pathname === graphql) return answerGraphql(who, sent);
    return answerCall({ world: fake.world, who, method, rest, query: at.searchParams, body: sent });
  };
  const fault = takeFault(fake.faults, method, rest);
  if (fault?.does === 'silent') return;
  if (fault?.does === 'reset') return void response.destroy();
  const reply = fault === undefined || fault.does === 'lost' ? decide() : fault.does;
  if (fault === undefined && at.pathname !== graphql)
    fake.breaches.push(
      ...findBreaches({
        method,
        path: at.pathname.slice(prefix.length).replace('/repos/acme/shop', '/repos/acme/shop'),
        body: body.length === 0 ? undefined : sent,
        status: reply.status,
        answer: reply.answer,
      }),
    );
  if (fault?.does === 'lost') return void response.destroy();
  response.writeHead(reply.status, { 'content-type': 'application/json; charset=utf-8', ...reply.headers });
  response.end(typeof reply.answer === 'string' ? reply.answer : JSON.stringify(reply.answer));
}

function takeFault(faults: Fault[], method: string, rest: string): Fault | undefined {
  const fault = faults.find((one) => one.method === method && one.path.test(rest) && (one.times ?? 1) > 0);
  if (fault) fault.times = (fault.times ?? 1) - 1;
  return fault;
}

/** `token …` and `Bearer …` of the API, `Basic` of git. */
function whoAsks(world: FakeWorld, header = ''): FakeToken | undefined {
  const [kind = '', value = ''] = header.split(' ');
  const token = /^basic$/i.test(kind) ? Buffer.from(value, 'base64').toString('utf8').split(':')[1] : value;
  return world.tokens.get(token ?? '');
}

async function serveGit(
  world: FakeWorld,
  who: FakeToken | undefined,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  if (!who?.may.contents) {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="GitHub"' });
    return void response.end();
  }
  if (/git-receive-pack/.test(request.url ?? '') && who.may.contents !== 'write') {
    response.writeHead(403, { 'content-type': 'text/plain' });
    return void response.end('Write access to repository not granted.');
  }
  const url = (request.url ?? '').replace('/acme/shop.git', `/${path.basename(world.bare)}`);
  const { method = 'GET', headers } = request;
  const done = await runHttpBackend({ root: path.dirname(world.bare), env: {}, method, url, headers, body });
  response.writeHead(done.status, done.headers);
  response.end(done.body);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
