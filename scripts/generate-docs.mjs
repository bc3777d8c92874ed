// Writes the pages of docs/ that say what the sources say. A test says when they are stale.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = await mkdtemp(path.join(tmpdir(), 'agentic-plan-docs-'));
try {
  const options = {
    bundle: true,
    splitting: true,
    outdir: scratch,
    platform: 'node',
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    format: 'esm',
    logLevel: 'error',
    // CommonJS packages inside an ES module bundle call `require` for node's own modules.
    banner: {
      js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
    },
  };
  await build({ ...options, entryPoints: [path.join(root, 'scripts/docs/pages.ts')] });
  const { PAGES } = await import(pathToFileURL(path.join(scratch, 'pages.js')).href);
  for (const [name, render] of Object.entries(PAGES)) await writeFile(path.join(root, name), render(root));
} finally {
  await rm(scratch, { recursive: true });
}
