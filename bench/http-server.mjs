// `node bench/http-server.mjs FOLDER`: serves the bare repositories of a folder over git's smart HTTP, on a port of
// its own choice, which it prints. A process of its own, because the measuring one blocks while it waits.
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [folder] = process.argv.slice(2);
const scratch = await mkdtemp(path.join(folder, 'server-'));
const outfile = path.join(scratch, 'server.mjs');
await build({
  entryPoints: [fileURLToPath(new URL('../test/support/fault-proxy.ts', import.meta.url))],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'error',
});
const { serveWithFaults } = await import(pathToFileURL(outfile));
await rm(scratch, { recursive: true });
const server = await serveWithFaults({ root: folder });
process.stdout.write(`${server.url}\n`);
process.on('SIGTERM', () => process.exit(0));
