// `node bench/bundle-and-run.mjs FILE.ts ARGS…`: runs a TypeScript file that uses the sources; Node 20 cannot by itself.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [file, ...args] = process.argv.slice(2);
const scratch = await mkdtemp(path.join(tmpdir(), 'agentic-plan-bench-'));
const outfile = path.join(scratch, 'bundle.mjs');
const banner = { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" };
const options = {
  bundle: true,
  platform: 'node',
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  format: 'esm',
  target: 'node20',
  banner,
  logLevel: 'error',
};
await build({ ...options, entryPoints: [file], outfile });
process.argv = [process.argv[0], outfile, ...args];
try {
  await import(pathToFileURL(outfile).href);
} finally {
  await rm(scratch, { recursive: true });
}
