import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BackendAnswer, type BackendRequest, runHttpBackend } from './http-backend.ts';

/** What may happen to one request for git's smart HTTP service. */
export type ProxyFault =
  /** The server never sees it; the connection breaks. */
  | 'drop-before'
  /** The server does it; the connection breaks before the first byte of its answer. */
  | 'drop-after'
  /** The connection breaks at once; `deliverHeld` brings the request to the server later. */
  | 'hold'
  /** The server does it; the answer breaks off in its middle. */
  | 'reset-mid-stream'
  | 'server-error'
  /** 200 with no body, and the server never saw the request. */
  | 'empty-ok'
  /** 429 with `Retry-After: 7`. */
  | 'too-many'
  | 'unauthorized'
  | 'forbidden'
  /** No answer ever. */
  | 'stall';

export interface ProxyRequest {
  /** `look` asks for the refs, `push` sends commands, `fetch` asks for objects. */
  readonly kind: 'look-to-push' | 'look-to-fetch' | 'push' | 'fetch';
  /** Counts from 0 for each kind. */
  readonly number: number;
  readonly headers: IncomingMessage['headers'];
}

export interface ProxyAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface FaultProxy extends AsyncDisposable {
  /** `http://127.0.0.1:<port>/`; a repository's name below the root follows. */
  readonly url: string;
  readonly requests: readonly ProxyRequest[];
  count(kind: ProxyRequest['kind']): number;
  /** Replaces what decides about each request. */
  faultFor: (request: ProxyRequest) => ProxyFault | undefined;
  /** Answers in the server's place, which then never sees the request. */
  answerFor: (request: ProxyRequest) => ProxyAnswer | undefined;
  /** Brings what was held to the server, in the order given or as it came; returns the answers' HTTP codes. */
  deliverHeld(): Promise<readonly number[]>;
}

/** Serves the bare repositories below `root` by `git http-backend`, with faults. */
export async function serveWithFaults(options: {
  readonly root: string;
  readonly faultFor?: FaultProxy['faultFor'];
  /** Environment of the server's git, for example a hook's variables. */
  readonly env?: Readonly<Record<string, string>>;
}): Promise<FaultProxy> {
  const requests: ProxyRequest[] = [];
  const held: BackendRequest[] = [];
  const count = (kind: ProxyRequest['kind']): number => requests.filter((r) => r.kind === kind).length;

  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(message, options);
    // Git first asks with a bare flush packet whether it may push; that is no push.
    const probe = request.body.length <= 4 && message.method === 'POST';
    const kind = kindOf(message.url ?? '/');
    const seen: ProxyRequest = { kind, number: count(kind), headers: message.headers };
    if (!probe) requests.push(seen);
    const instead = proxy.answerFor(seen);
    if (instead !== undefined) {
      response.writeHead(instead.status, instead.headers).end(instead.body);
      return;
    }
    const fault = probe ? undefined : proxy.faultFor(seen);
    if (fault === 'hold') held.push(request);
    await answer({ fault, request, response });
  };

  const server = createServer((message, response) => {
    serve(message, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${port}/`,
    requests,
    count,
    faultFor: options.faultFor ?? (() => undefined),
    answerFor: () => undefined,
    async deliverHeld() {
      const answers: number[] = [];
      for (const request of held.splice(0)) answers.push((await runHttpBackend(request)).status);
      return answers;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return proxy;
}

function kindOf(url: string): ProxyRequest['kind'] {
  if (url.includes('/info/refs'))
    return url.includes('service=git-receive-pack') ? 'look-to-push' : 'look-to-fetch';
  return url.endsWith('/git-receive-pack') ? 'push' : 'fetch';
}

async function readRequest(
  message: IncomingMessage,
  server: { readonly root: string; readonly env?: Readonly<Record<string, string>> },
): Promise<BackendRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return {
    root: server.root,
    env: server.env ?? {},
    method: message.method ?? 'GET',
    url: message.url ?? '/',
    headers: message.headers,
    body: Buffer.concat(chunks),
  };
}

async function answer(call: {
  fault: ProxyFault | undefined;
  request: BackendRequest;
  response: ServerResponse;
}): Promise<void> {
  const { fault, request, response } = call;
  switch (fault) {
    case undefined:
      send(response, await runHttpBackend(request));
      return;
    case 'drop-before':
    case 'hold':
      response.destroy();
      return;
    case 'drop-after':
      await runHttpBackend(request);
      response.destroy();
      return;
    case 'reset-mid-stream':
      breakOff(response, await runHttpBackend(request));
      return;
    case 'server-error':
      response.writeHead(500, { 'content-type': 'text/plain' }).end('internal server error');
      return;
    case 'empty-ok':
      response.writeHead(200, { 'content-type': 'application/x-git-receive-pack-result' }).end();
      return;
    case 'too-many':
      response.writeHead(429, { 'retry-after': '7' }).end('slow down');
      return;
    case 'unauthorized':
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      return;
    case 'forbidden':
      response.writeHead(403).end('forbidden');
      return;
    case 'stall':
      return;
  }
}

const send = (response: ServerResponse, answer: BackendAnswer): void => {
  response.writeHead(answer.status, answer.headers).end(answer.body);
};

function breakOff(response: ServerResponse, answer: BackendAnswer): void {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
  response.write(answer.body.subarray(0, answer.body.length >> 1), () => response.destroy());
}
