// Bare repositories of a folder, served over git's smart HTTP by a process of its own for as long as a measurement lasts.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { BUNDLE, ENV } from './measure.mjs';

const HTTP_SERVER = fileURLToPath(new URL('./http-server.ts', import.meta.url));

/** Gives the url of the folder's `remote.git`. */
export async function withHttpServer(folder, use) {
  const server = spawn(process.execPath, [BUNDLE, HTTP_SERVER, folder], {
    env: ENV,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [root] = await once(server.stdout.setEncoding('utf8'), 'data');
    return await use(`${root.trim()}remote.git`);
  } finally {
    server.kill();
  }
}
