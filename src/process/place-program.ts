import { createHash, randomBytes } from 'node:crypto';
import { access, chmod, constants, lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

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

const NAME = 'agentic-plan';

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
  /** The user's cache folder of ours. */
  readonly cache: string;
}): Promise<ProgramPlace | undefined> {
  const text = startScript(ask.program);
  // Two versions that are at work at the same time do not change each other's.
  const own = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const places = [
    async () => join(ask.privateRepository, 'bin'),
    async () => join(ask.cache, 'bin', own),
    () => temporaryFolder(own),
  ];
  for (const place of places) {
    const folder = await place();
    if (folder === undefined || !(await writeScript(folder, text)) || !isPlain(folder)) continue;
    return { folder, path: join(folder, NAME) };
  }
  return undefined;
}

/** No blank, no quote, nothing that a shell, PATH or a rule of an agent would read in its own way. */
const isPlain = (path: string): boolean => /^[A-Za-z0-9/._@+-]+$/.test(path) || process.platform === 'win32';

/** Node by its full path: a version manager's is on nobody else's PATH. When that one is gone, whichever is there. */
function startScript({ node, script }: OwnProgram): string {
  return [
    '#!/bin/sh',
    '# Starts agentic-plan as it was started here. Made by agentic-plan, and made again when that changes.',
    `node=${quoted(node)}`,
    '[ -x "$node" ] || node=node',
    `exec "$node" ${quoted(script)} "$@"`,
    '',
  ].join('\n');
}

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/** Others may write to the folder for temporary files: one of ours in there is used only if it is ours alone. */
async function temporaryFolder(own: string): Promise<string | undefined> {
  const folder = join(tmpdir(), `agentic-plan-${userName()}`);
  await mkdir(folder, { mode: 0o700 }).catch(() => undefined); // it may be there, whoever made it
  return (await isOursAlone(folder)) ? join(folder, own) : undefined;
}

/** `lstat`: somebody else's link would lead anywhere. */
async function isOursAlone(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  if (found === undefined) return false;
  if (process.platform === 'win32') return true; // the folder is the user's own there
  return found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
}

const userName = (): string => String(process.getuid?.() ?? userInfo().username);

/** Whether the script is there now, and may be started: a file system may forbid it. */
async function writeScript(folder: string, text: string): Promise<boolean> {
  const path = join(folder, NAME);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if ((await readFile(path, 'utf8').catch(() => '')) !== text) await replace(path, text);
    await access(path, constants.X_OK);
    return true;
  } catch {
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
