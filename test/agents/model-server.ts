import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { anthropic } from './apis/anthropic.ts';
import { gemini } from './apis/gemini.ts';
import { openaiChat } from './apis/openai-chat.ts';
import { openaiResponses } from './apis/openai-responses.ts';
import { followScript } from './follow-script.ts';
import type { Api, Written } from './talk.ts';

const APIS: readonly Api[] = [anthropic, openaiResponses, openaiChat, gemini];

/** A model on this machine that does what the prompts of its tasks say. */
export interface ModelServer extends AsyncDisposable {
  readonly url: string;
  /** What tools gave back, in the order in which it was told. */
  readonly results: string[];
  /** Whole requests. */
  readonly requests: string[];
  /** The tools that were offered last. */
  readonly offered: readonly string[];
  /** Settles when an answer waits for this name. */
  waiting(name: string): Promise<void>;
  /** Answers that wait for this name go out. */
  let(name: string): void;
}

/** What requests have in common. */
interface Hall {
  readonly results: string[];
  readonly requests: string[];
  readonly offered: string[];
  readonly gates: Gates;
}

export async function startModelServer(): Promise<ModelServer> {
  const hall: Hall = { results: [], requests: [], offered: [], gates: new Gates() };
  let count = 0;
  const server = createServer((request, response) => {
    count++;
    void answer(request, { ...hall, id: `scripted${count}` }).then(
      (written) => send(response, written),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    results: hall.results,
    requests: hall.requests,
    offered: hall.offered,
    let: (name) => hall.gates.open(name),
    waiting: (name) => hall.gates.reached(name),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  { id, results, requests, offered, gates }: Hall & { readonly id: string },
): Promise<Written> {
  const { pathname } = new URL(request.url ?? '/', 'http://model');
  const api = APIS.find((one) => one.matches(pathname));
  if (api === undefined) return { kind: 'json', value: aside(pathname) };
  const sent: unknown = JSON.parse((await bodyOf(request)) || '{}');
  // one API says in the path whether it wants a stream
  const body = pathname.includes(':stream') ? { ...(sent as object), stream: true } : sent;
  const talk = api.read(body);
  requests.push(JSON.stringify(sent));
  const last = talk.turns.at(-1);
  if (talk.tools.length > 0) offered.splice(0, Infinity, ...talk.tools.map(({ name }) => name));
  if (last?.by === 'result') results.push(last.text);
  const said = followScript(talk);
  if (said.kind === 'text' && said.after !== undefined) await gates.pass(said.after);
  if (said.kind === 'call' && said.lets !== undefined) gates.open(said.lets);
  return api.write(said, { id, body });
}

/** Names that open once, for good. */
class Gates {
  readonly #gates = new Map<string, { readonly reached: Latch; readonly opened: Latch }>();

  #at(name: string) {
    const made = this.#gates.get(name) ?? { reached: latch(), opened: latch() };
    this.#gates.set(name, made);
    return made;
  }

  pass(name: string): Promise<void> {
    this.#at(name).reached.settle();
    return this.#at(name).opened.settled;
  }

  reached = (name: string): Promise<void> => this.#at(name).reached.settled;
  open = (name: string): void => this.#at(name).opened.settle();
}

type Latch = ReturnType<typeof latch>;

function latch() {
  let settle: () => void = () => {};
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return { settled, settle: () => settle() };
}

/** What programs ask besides. */
function aside(path: string): unknown {
  if (/count_?tokens$/i.test(path)) return { input_tokens: 1_000, totalTokens: 1_000 };
  const model = { id: 'scripted', object: 'model', created: 0, owned_by: 'nobody' };
  return path.endsWith('/models') ? { object: 'list', data: [model], models: [] } : {};
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, written: Written): void {
  if (written.kind === 'json') {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(written.value));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const { name, data } of written.events) {
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    response.write(`${name === undefined ? '' : `event: ${name}\n`}data: ${text}\n\n`);
  }
  response.end();
}
