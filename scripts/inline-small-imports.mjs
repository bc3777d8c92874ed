// Each file that a command loads costs it the better part of a millisecond, each kilobyte next to nothing: what is ours is
// one file, whose parts are run when they are asked for, and only what is large and seldom wanted has files of its own.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Where every command begins. */
export const PROGRAM = 'src/cli/run-to-end.ts';

/** Claims and hooks, which people and agents wait for most: they are in the file that every command loads. */
const QUICK = ['claim/claim.ts', 'hook/hook.ts', 'release/release.ts', 'status.ts'];

/** Above it what looks at a change, then hooks that do, then what looks after claims and folders; a command loads no more. */
const STOREYS = [
  [PROGRAM],
  [
    'src/cli/commands/analyze.ts',
    'src/cli/commands/check.ts',
    'src/cli/commands/explain.ts',
    'src/cli/commands/plan/plan-or-goal.ts',
    'src/cli/open/branches.ts',
  ],
  ['src/cli/commands/hook/agent/agent-hook.ts', 'src/cli/commands/hook/pre-push.ts'],
  [
    'src/cli/commands/decisions/dismiss.ts',
    'src/cli/commands/decisions/done.ts',
    'src/cli/commands/doctor/doctor.ts',
    'src/cli/open/ground.ts',
  ],
];

/** What a command is where an option says so; every other one that the lists of commands name has a file of its own, too. */
const OTHERS = ['src/cli/commands/goal/plan-goal.ts'];

/** Formats of other people's tasks, which few plans are made of: above what looks at a change. */
const FORMATS = 'src/cli/open/read-tasks.ts';

/** What a configuration may say, and every rule's own part of it: a repository without one does not load it. */
const SETTINGS = 'src/config/parse/parse-settings.ts';
/** What asks for it, in commands and in the Action alike. */
const OPENING = 'src/cli/open/workspace.ts';

/** It answers what tools there are before it loads any command. */
const LIGHT = 'src/cli/commands/mcp/mcp.ts';

const IMPORT = /\bimport\(('[^']+')\)/g;

/** An import in the middle of the code becomes a part of the same file that is run there, and still is a promise. */
export const inlineSmallImports = (root) => ({
  name: 'inline-small-imports',
  async setup(build) {
    const storeys = STOREYS.map((sources) => sources.map((source) => path.join(root, source)));
    const others = OTHERS.map((source) => path.join(root, source));
    const listed = await listedCommands(path.join(root, 'src/cli'));
    const reached = new Map([...listed, ...others].map((file) => [file, storeys.flat()]));
    for (const [at, files] of storeys.entries())
      for (const file of at === 0 ? [] : files) reached.set(file, storeys.slice(0, at + 1).flat());
    reached.set(path.join(root, FORMATS), storeys.slice(0, 2).flat());
    reached.set(path.join(root, LIGHT), storeys[0]);
    reached.set(path.join(root, SETTINGS), [path.join(root, OPENING)]);
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const inlined = text.replaceAll(IMPORT, (whole, name) =>
        reached.has(targetOf(file, name)) ? whole : `Promise.resolve().then(() => require(${name}))`,
      );
      const contents = [inlined, ...(reached.get(file) ?? []).map(reach)].join('\n');
      return { contents, loader: 'ts' };
    });
  },
});

/** The files of the commands that `src/cli/*-list.ts` name, without those that are quick. */
async function listedCommands(folder) {
  const lists = (await readdir(folder)).filter((name) => name.endsWith('-list.ts'));
  const texts = await Promise.all(lists.map((name) => readFile(path.join(folder, name), 'utf8')));
  return texts
    .flatMap((text) => [...text.matchAll(IMPORT)])
    .map(([, name]) => path.resolve(folder, name.slice(1, -1)))
    .filter((file) => !QUICK.some((name) => file === path.join(folder, 'commands', name)));
}

const targetOf = (file, name) => path.resolve(path.dirname(file), name.slice(1, -1));

/**
 * esbuild makes a file of what the same entries reach. What is loaded together is made to reach the same, so that it is
 * one file, and not a dozen for parts that some of them happen to share. It is never called, and only has to stand there.
 */
const reach = (file, at) => `export const reached${at} = () => require(${JSON.stringify(file)});`;
