import { readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface SilentServer extends AsyncDisposable {
  readonly port: number;
  /** Settles when so many connections have been made. */
  asked(times: number): Promise<void>;
}

/** A server that takes every connection and never says a word. */
export async function serveSilence(): Promise<SilentServer> {
  const sockets: Socket[] = [];
  let seen = (): void => {};
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => {}));
    seen();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    asked: (times) =>
      new Promise((done) => {
        seen = () => sockets.length >= times && done();
        seen();
      }),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

/** Command lines of living processes that name this text; only where the system shows them. */
export const processesNaming = (text: string): readonly string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return line.includes(text) ? [`${pid} ${line}`] : [];
      } catch {
        return []; // gone meanwhile
      }
    });
