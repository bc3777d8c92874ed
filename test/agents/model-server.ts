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
  readonly results: readonly string[];
}

export async function startModelServer(): Promise<ModelServer> {
  const results: string[] = [];
  let count = 0;
  const server = createServer((request, response) => {
    count++;
    void answer(request, { id: `scripted${count}`, results }).then(
      (written) => send(response, written),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    results,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  { id, results }: { readonly id: string; readonly results: string[] },
): Promise<Written> {
  const { pathname } = new URL(request.url ?? '/', 'http://model');
  const api = APIS.find((one) => one.matches(pathname));
  if (api === undefined) return { kind: 'json', value: aside(pathname) };
  const sent: unknown = JSON.parse((await bodyOf(request)) || '{}');
  // one API says in the path whether it wants a stream
  const body = pathname.includes(':stream') ? { ...(sent as object), stream: true } : sent;
  const talk = api.read(body);
  const last = talk.turns.at(-1);
  if (last?.by === 'result') results.push(last.text);
  return api.write(followScript(talk), { id, body });
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
