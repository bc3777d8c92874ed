// Reading a file costs a command less than a millisecond, compiling 25 KB as much: a large package that most runs do not
// ask for is a file of its own, loaded when the part that uses it is run.
import path from 'node:path';
import { build } from 'esbuild';
import { withoutOidc } from './without-oidc.mjs';

/** By what they are called where they are imported: the file beside the rest, and what it is made of. */
const LARGE = new Map([
  [
    '../../core/conditions/read-condition.ts',
    { name: 'conditions', source: './src/core/conditions/read-condition.ts' },
  ],
  ['@actions/core', { name: 'actions-core', source: '@actions/core' }],
  ['@octokit/rest', { name: 'octokit', source: '@octokit/rest' }],
  ['./load-cosmiconfig.ts', { name: 'cosmiconfig', source: './src/config/load-cosmiconfig.ts' }],
  ['re2js', { name: 're2js', source: 're2js' }],
  ['saxes', { name: 'saxes', source: 'saxes' }],
  ['yaml', { name: 'yaml', source: 'yaml' }],
]);

/** In place of the package: whoever imports it loads the file beside it, and only then. */
export const largePackagesApart = {
  name: 'large-packages-apart',
  setup(setting) {
    setting.onResolve({ filter: /./, namespace: 'file' }, ({ path: name }) =>
      LARGE.has(name) ? { path: name, namespace: 'apart' } : undefined,
    );
    setting.onResolve({ filter: /\.cjs$/, namespace: 'apart' }, ({ path: file }) => ({
      path: file,
      external: true,
    }));
    setting.onLoad({ filter: /./, namespace: 'apart' }, ({ path: name }) => ({
      contents: `module.exports = require('./${LARGE.get(name).name}.cjs')`,
    }));
  },
};

/** The files themselves, beside the chunks that ask for them; esbuild's metafile of them. */
export async function buildLargePackages({ outdir, root, ...options }) {
  const { metafile } = await build({
    ...options,
    entryPoints: Object.fromEntries([...LARGE.values()].map(({ name, source }) => [name, source])),
    outdir: path.join(outdir, 'chunks'),
    outExtension: { '.js': '.cjs' },
    absWorkingDir: root,
    format: 'cjs',
    banner: {},
    plugins: [withoutOidc],
  });
  return metafile;
}
