// Reading a file costs a command less than a millisecond, compiling 25 KB as much: a large package that most runs do not
// ask for is a file of its own, loaded when the part that uses it is run.
import path from 'node:path';
import { build } from 'esbuild';

const PACKAGES = ['yaml', 'saxes'];

/** In place of the package: whoever imports it loads the file beside it, and only then. */
export const largePackagesApart = {
  name: 'large-packages-apart',
  setup(setting) {
    const filter = new RegExp(`^(?:${PACKAGES.join('|')})$`);
    setting.onResolve({ filter }, ({ path: name }) => ({ path: name, namespace: 'apart' }));
    setting.onResolve({ filter: /\.cjs$/, namespace: 'apart' }, ({ path: file }) => ({
      path: file,
      external: true,
    }));
    setting.onLoad({ filter: /./, namespace: 'apart' }, ({ path: name }) => ({
      contents: `module.exports = require('./${name}.cjs')`,
    }));
  },
};

/** The files themselves, beside the chunks that ask for them; esbuild's metafile of them. */
export async function buildLargePackages({ outdir, target, minify, root }) {
  const { metafile } = await build({
    entryPoints: PACKAGES,
    outdir: path.join(outdir, 'chunks'),
    outExtension: { '.js': '.cjs' },
    absWorkingDir: root,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target,
    minify,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}
