// Each file that a command loads costs it the better part of a millisecond, each kilobyte next to nothing: what is ours is
// one file, whose parts are run when they are asked for, and only what is large and seldom wanted has files of its own.
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Loaded as files: the entries' own parts, the one large command, and the doors to large packages. */
const APART = new Set([
  'src/action/run-action.ts',
  'src/action/open-action.ts',
  'src/cli/commands/demo.ts',
  'src/cli/commands/hook/run-pre-commit.ts',
  'src/cli/commands/run/run.ts',
  'src/cli/program.ts',
  'src/config/load-cosmiconfig.ts',
  'src/github/find-api.ts',
  'src/github/run-attempts.ts',
]);

/** An import in the middle of the code becomes a part of the same file that is run there, and still is a promise. */
export const inlineSmallImports = (root) => ({
  name: 'inline-small-imports',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const contents = text.replaceAll(/\bimport\(('\.[^']+\.ts')\)/g, (whole, name) => {
        const target = path.relative(root, path.resolve(path.dirname(file), name.slice(1, -1)));
        return APART.has(target.replaceAll('\\', '/'))
          ? whole
          : `Promise.resolve().then(() => require(${name}))`;
      });
      return { contents, loader: 'ts' };
    });
  },
});
