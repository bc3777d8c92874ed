import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import packageJson from '../../../../package.json' with { type: 'json' };

// Loaded by the one command that serves: the SDK is larger than the rest of the program. Imported by name, so that the bundle
// has no more of it than that.

/** What the server offers. */
export interface ServerOffer {
  readonly instructions: string;
  readonly tools: readonly ServerTool[];
  callTool(
    name: string,
    args: Readonly<Record<string, unknown>>,
    /** Fires where the client wants no answer any more. */
    cancelled: AbortSignal,
  ): Promise<{ readonly text: string; readonly isError: boolean }>;
  /** Ends it, as the end of standard input does. */
  readonly until: AbortSignal;
}

interface ServerTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: { readonly type: 'object' };
  readonly annotations: Readonly<Record<string, boolean>>;
}

/** Serves on standard input and output; settles when either is closed, or at the signal. */
export async function openServer(offer: ServerOffer): Promise<void> {
  const server = new Server(
    { name: 'agentic-plan', version: packageJson.version },
    { capabilities: { tools: {} }, instructions: offer.instructions },
  );
  const tools = offer.tools.map((tool) => ({ ...tool }));
  server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools }));
  const atWork = new Set<Promise<unknown>>();
  server.setRequestHandler(
    CallToolRequestSchema,
    async ({ params: { name, arguments: args } }, { signal }) => {
      const call = offer.callTool(name, args ?? {}, signal);
      atWork.add(call);
      const { text, isError } = await call.finally(() => atWork.delete(call));
      return { content: [{ type: 'text', text }], isError };
    },
  );
  const input = new PassThrough();
  process.stdin.pipe(input, { end: false });
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
    offer.until.addEventListener('abort', () => resolve(), { once: true });
    // whoever closes the input may still wait for what was asked
    process.stdin.once('end', async () => {
      await setImmediate();
      while (atWork.size > 0) await Promise.allSettled(atWork);
      await setImmediate();
      resolve();
    });
  });
  const transport = new StdioServerTransport(input, process.stdout);
  transport.onerror = refuseLine;
  await server.connect(transport);
  await closed;
  await server.close();
}

/** A line that is no message, or a list of them, which the protocol has given up: whoever sent it would wait without end. */
function refuseLine(error: Error): void {
  const isJson = !(error instanceof SyntaxError);
  const refusal = isJson
    ? { code: -32600, message: 'not one message; send them one by one' }
    : { code: -32700, message: 'not JSON' };
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id: null, error: refusal })}\n`);
}
