// Each file that a command loads costs it the better part of a millisecond, each kilobyte next to nothing: what is ours is
// one file, whose parts are run when they are asked for, and only what is large and seldom wanted has files of its own.
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** All that a command can be made of. */
export const PROGRAM = 'src/cli/run-to-end.ts';

/** The commands that look at a change, which are half of all code: claims and hooks do not load them. */
const LOOKING = [
  'src/cli/commands/analyze.ts',
  'src/cli/commands/check.ts',
  'src/cli/commands/decisions/dismiss.ts',
  'src/cli/commands/decisions/done.ts',
  'src/cli/commands/doctor/doctor.ts',
  'src/cli/commands/explain.ts',
  'src/cli/commands/hook/pre-push.ts',
  'src/cli/commands/plan/plan.ts',
  'src/cli/commands/status.ts',
  'src/cli/open/ground.ts',
];

/** The large commands, which have the rest beside them. */
const LARGE = ['src/cli/commands/demo.ts', 'src/cli/commands/run/run.ts'];

/**
 * esbuild makes a file of what the same entries reach. What is loaded together is made to reach the same, so that it is
 * one file, and not a dozen for parts that some of them happen to share.
 */
const APART = new Set([...LOOKING, ...LARGE]);
const REACHED = [PROGRAM, ...LOOKING];

/** An import in the middle of the code becomes a part of the same file that is run there, and still is a promise. */
export const inlineSmallImports = (root) => ({
  name: 'inline-small-imports',
  setup(build) {
    const sourceOf = (file) => path.relative(root, file).replaceAll('\\', '/');
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const inlined = text.replaceAll(/\bimport\(('[^']+')\)/g, (whole, name) =>
        APART.has(sourceOf(path.resolve(path.dirname(file), name.slice(1, -1))))
          ? whole
          : `Promise.resolve().then(() => require(${name}))`,
      );
      const reached = APART.has(sourceOf(file)) ? REACHED.map((source) => path.join(root, source)) : [];
      return { contents: [inlined, ...reached.map(reach)].join('\n'), loader: 'ts' };
    });
  },
});

/** Never called: it only has to stand there. */
const reach = (file, at) => `export const reached${at} = () => require(${JSON.stringify(file)});`;
