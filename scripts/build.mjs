// Bundles everything a user runs into dist/, split so that a command loads only what it needs.
import { chmod, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { inlineSmallImports, PROGRAM } from './inline-small-imports.mjs';
import { buildLargePackages, largePackagesApart } from './large-packages.mjs';
import { thirdPartyLicences } from './third-party-licences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    outdir: { type: 'string', default: 'dist' },
    // what esbuild says of its inputs and outputs, for whoever wants to look at it
    metafile: { type: 'string' },
  },
});

// Every commit and every edit of an agent wait for one of these: one file each, where what it shares with the rest would be ten.
const ALONE = {
  'pre-commit': 'src/cli/commands/hook/run-pre-commit.ts',
  'agent-hook': 'src/cli/commands/hook/agent/run-agent-hook.ts',
};

await rm(values.outdir, { recursive: true, force: true });
const options = {
  outdir: values.outdir,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Node has them; a pattern that is written as a call instead is made anew each time that it is used.
  supported: { 'regexp-unicode-property-escapes': true },
  minify: true,
  keepNames: false,
  // Their place is the file of all licences.
  legalComments: 'none',
  chunkNames: 'chunks/[name]-[hash]',
  // CommonJS packages inside an ES module bundle call `require` for node's own modules.
  banner: {
    js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
  },
  // Its other build finds its own parts by names that a bundle does not know.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  // cosmiconfig can load TypeScript files; we never ask it to, and the compiler is 3 MB.
  external: ['typescript'],
  metafile: true,
  logLevel: 'warning',
};
const { metafile } = await build({
  ...options,
  entryPoints: { 'chunks/program': PROGRAM, action: 'src/action.ts' },
  splitting: true,
  plugins: [inlineSmallImports(root), largePackagesApart],
});
// The first line of src/cli.ts, `#!`, is kept as the first of dist/cli.js. It is a file by itself: `--version` loads no other.
await build({
  ...options,
  entryPoints: { cli: 'src/cli.ts' },
  plugins: [
    ...Object.entries(ALONE).map(([name, source]) => besideTheRest(source, `./${name}.js`)),
    besideTheRest(PROGRAM, './chunks/program.js'),
    inlineSmallImports(root),
  ],
});
for (const [name, source] of Object.entries(ALONE))
  await build({ ...options, entryPoints: { [name]: source } });
const large = await buildLargePackages({ ...options, root });
Object.assign(metafile.outputs, large.outputs);
const licences = await thirdPartyLicences(metafile, root);
await writeFile(path.join(values.outdir, 'THIRD-PARTY-LICENSES.txt'), licences);
// npm does this for what it installs; in a clone, a link to the file has to start, too.
await chmod(path.join(values.outdir, 'cli.js'), 0o755);
if (values.metafile !== undefined) await writeFile(values.metafile, JSON.stringify(metafile));

/** A part that is built by itself, and loaded when it is asked for. */
function besideTheRest(source, built) {
  const name = path.basename(source);
  return {
    name: 'beside-the-rest',
    setup(setting) {
      setting.onResolve({ filter: /\.ts$/ }, ({ path: file }) =>
        path.basename(file) === name ? { path: built, external: true } : undefined,
      );
    },
  };
}
