import { createHash, randomBytes } from 'node:crypto';
import { access, chmod, constants, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { diskProblem } from '../disk/disk-problem.ts';
import { makeOwnFolder } from '../disk/own-folder.ts';

/** What runs here: node, and the script that it was given. */
export interface OwnProgram {
  readonly node: string;
  readonly script: string;
}

/** Where a script lies that starts this program, whatever PATH says of node. */
export interface ProgramPlace {
  readonly folder: string;
  /** The script itself; it needs no quotes in a shell and no escapes in an agent's rules. */
  readonly path: string;
}

export const NAME = 'agentic-plan';
const OURS =
  '# Starts agentic-plan as it was started here. Made by agentic-plan, and made again when that changes.';

/** The noted program of a clone: what its hooks find where PATH does not help. */
export const notedProgram = (privateRepository: string): string => join(privateRepository, 'bin', NAME);

/**
 * Writes the script that starts this program into the private repository, which notes it for hooks, and returns where
 * agents may call it: there, or, since a command line has no room for blanks, in the user's cache, or in a temporary
 * folder of this user alone. `undefined` where nothing can be written or started.
 */
export async function placeProgram(ask: {
  readonly program: OwnProgram;
  readonly privateRepository: string;
  /** Our folder in the user's cache, where there is one. */
  readonly cache: string | undefined;
}): Promise<ProgramPlace | undefined> {
  const text = startScript(ask.program);
  // Two versions that are at work at the same time do not change each other's.
  const own = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const noted = dirname(notedProgram(ask.privateRepository));
  await writeScript([noted], text);
  const places = [
    [noted, join(noted, own)],
    ask.cache === undefined ? [] : [ask.cache, join(binFolder(ask.cache), own)],
    // others may write beside it: each folder down to ours has to be ours alone
    [temporary(), join(temporary(), own)],
  ];
  for (const folders of places) {
    const folder = folders.at(-1);
    if (folder === undefined || !(await writeScript(folders, text)) || !isPlain(folder)) continue;
    return { folder, path: join(folder, NAME) };
  }
  return undefined;
}

const binFolder = (cache: string): string => join(cache, 'bin');

/** Where such scripts lie, outside the clones: a folder for each program in either. */
export const programFolders = (cache: string | undefined): readonly string[] => [
  ...(cache === undefined ? [] : [binFolder(cache)]),
  temporary(),
];

export const isOwnScript = (text: string): boolean => text.startsWith(`#!/bin/sh\n${OURS}\n`);

const temporary = (): string => join(tmpdir(), `agentic-plan-${process.getuid?.() ?? userInfo().username}`);

/** No blank, no quote, nothing that a shell, PATH or a rule of an agent would read in its own way. */
const isPlain = (path: string): boolean => /^[A-Za-z0-9/._@+-]+$/.test(path) || process.platform === 'win32';

/** Node by its full path: a version manager's is on nobody else's PATH. When that one is gone, whichever is there. */
function startScript({ node, script }: OwnProgram): string {
  return [
    '#!/bin/sh',
    OURS,
    `node=${quoted(node)}`,
    '[ -x "$node" ] || node=node',
    `exec "$node" ${quoted(script)} "$@"`,
    '',
  ].join('\n');
}

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/** Whether the script is in the last folder now, and may be started: a file system may forbid it. */
async function writeScript(folders: readonly string[], text: string): Promise<boolean> {
  const path = join(folders.at(-1) ?? '', NAME);
  try {
    for (const folder of folders) if (!(await makeOwnFolder(folder))) return false;
    if ((await readFile(path, 'utf8').catch(() => '')) !== text) await replace(path, text);
    await access(path, constants.X_OK);
    return true;
  } catch (error) {
    if (diskProblem(error) === undefined) throw error;
    return false; // full, read-only, or not ours: the next place
  }
}

/** Moved into place: whoever starts it at this moment gets the old one or the new one. */
async function replace(path: string, text: string): Promise<void> {
  const fresh = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(fresh, text, { flag: 'wx' });
    await chmod(fresh, 0o755);
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}
