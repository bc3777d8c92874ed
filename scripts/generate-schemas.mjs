// Writes schema/*.json from the schemas that our own validation uses. A test says when they are stale.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = await mkdtemp(path.join(tmpdir(), 'agentic-plan-schemas-'));
try {
  const outfile = path.join(scratch, 'schemas.mjs');
  const banner = {
    js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
  };
  const options = {
    bundle: true,
    platform: 'node',
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    format: 'esm',
    logLevel: 'error',
    banner,
  };
  await build({ ...options, entryPoints: [path.join(root, 'scripts/schemas/schemas.ts')], outfile });
  const { SCHEMAS } = await import(pathToFileURL(outfile).href);
  await mkdir(path.join(root, 'schema'), { recursive: true });
  for (const [name, make] of Object.entries(SCHEMAS))
    await writeFile(path.join(root, 'schema', name), `${JSON.stringify(make(), null, 2)}\n`);
} finally {
  await rm(scratch, { recursive: true });
}
