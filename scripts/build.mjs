// Bundles everything a user runs into dist/, split so that a command loads only what it needs.
import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const { values } = parseArgs({ options: { outdir: { type: 'string', default: 'dist' } } });

await rm(values.outdir, { recursive: true, force: true });
await build({
  entryPoints: { cli: 'src/cli.ts', action: 'src/action.ts' },
  outdir: values.outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  keepNames: false,
  legalComments: 'none',
  chunkNames: 'chunks/[name]-[hash]',
  // CommonJS packages inside an ES module bundle call `require` for node's own modules.
  banner: {
    js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
  },
  // cosmiconfig can load TypeScript files; we never ask it to, and the compiler is 3 MB.
  external: ['typescript'],
  logLevel: 'warning',
});
