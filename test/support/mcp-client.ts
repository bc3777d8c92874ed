import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { CLI } from './cli.ts';

/** What a tool answered. */
export interface ToolAnswer {
  readonly isError: boolean;
  readonly text: string;
}

/** The built server as an agent starts it, with one client that speaks the protocol line by line. */
export class McpClient implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (message: Answer) => void>();
  #next = 1;

  constructor(cwd: string, env: Readonly<Record<string, string>> = {}) {
    this.#child = spawn(process.execPath, [CLI, 'mcp'], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const { stdout } = this.#child;
    if (stdout === null) throw new Error('no output');
    createInterface({ input: stdout }).on('line', (line) => {
      const message = JSON.parse(line) as Answer; // whatever else it prints breaks the protocol, and this test
      this.#waiting.get(message.id)?.(message);
    });
  }

  ask(method: string, params: object = {}): Promise<Answer> {
    const id = this.#next;
    const answer = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    this.start(method, params);
    return answer;
  }

  /** Asks, and waits for no answer; the id of the question. */
  start(method: string, params: object = {}): number {
    const id = this.#next++;
    this.#send({ jsonrpc: '2.0', id, method, params });
    return id;
  }

  cancel(requestId: number): void {
    this.#send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId } });
  }

  /** The greeting; what the server says of itself. */
  async open(): Promise<Readonly<Record<string, unknown>>> {
    const clientInfo = { name: 'test', version: '1' };
    const answer = await this.ask('initialize', {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo,
    });
    this.#send({ jsonrpc: '2.0', method: 'notifications/initialized' });
    return answer.result ?? {};
  }

  async call(name: string, args: object = {}): Promise<ToolAnswer> {
    const { result, error } = await this.ask('tools/call', { name, arguments: args });
    if (result === undefined) throw new Error(JSON.stringify(error));
    const [content] = result['content'] as readonly { readonly text: string }[];
    return { isError: result['isError'] === true, text: content?.text ?? '' };
  }

  /** Closes its standard input, and waits for its end. */
  async [Symbol.asyncDispose](): Promise<void> {
    const ended = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    this.#child.stdin?.end();
    await ended;
  }

  #send(message: object): void {
    this.#child.stdin?.write(`${JSON.stringify(message)}\n`);
  }
}

interface Answer {
  readonly id: number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: unknown;
}
