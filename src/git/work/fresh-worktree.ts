import { lstat, mkdir, readFile, rename, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Oid } from '../../core/model/ids.ts';
import { readIfThere, writeDurably } from '../../process/disk/durable-file.ts';
import type { AgentTemplate } from '../agent/agent-template.ts';
import type { Submodule } from '../agent/find-submodules.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { copyIndex } from './copy-index.ts';
import { gitOn } from './folder-git.ts';
import { EXCHANGE, indexOf } from './worktree-place.ts';

const LARGEST_RULES = 1024 * 1024;

/** A folder as it was when its agent began. */
export interface FreshWorktree {
  readonly path: string;
  readonly commit: Oid;
  /** What we have put there, relative; nothing of it is ever collected. */
  readonly ours: readonly string[];
  /** Copy of the index, from before anybody worked there: git need not read what has not been touched. */
  readonly freshIndex: string;
  /** When that copy was written, which nobody can set: with another one it may be an agent's. Absent: nobody knows. */
  readonly written?: bigint;
  /** Values of refs that the agent's repository began with. */
  readonly known: ReadonlySet<Oid>;
  readonly submodules: readonly Submodule[];
  /** The index has taken in what the set-up made; the commit's tree is not where the agent began. */
  readonly begun: boolean;
  /** Not all of the commit's files are there. */
  readonly sparse: boolean;
}

/** Remembers what only a fresh folder can tell, before anybody works in it, and puts into it what is ours. */
export async function prepareFresh(ask: {
  readonly repository: PrivateRepository;
  readonly path: string;
  readonly commit: Oid;
  readonly template: AgentTemplate;
  /** The user's checkout, which links lead to. */
  readonly root: string;
  readonly links: readonly string[];
  readonly submodules: readonly Submodule[];
}): Promise<FreshWorktree> {
  const { path, commit, template } = ask;
  const freshIndex = `${path}.index`;
  // whole or not at all: where it is missing nobody has worked in the folder yet
  await copyIndex(indexOf(path), `${freshIndex}.collected`);
  await rename(`${freshIndex}.collected`, freshIndex);
  const exchange = join(path, EXCHANGE);
  for (const folder of [exchange, join(exchange, 'requests'), join(exchange, 'answers')]) {
    await mkdir(folder, { recursive: true });
    // the commit may hold a link of that name, and we would write where it leads
    if (!(await lstat(folder)).isDirectory()) throw new Error(`${EXCHANGE} in the repository is a link`);
  }
  const made = await makeLinks(ask);
  return {
    path,
    commit,
    freshIndex,
    written: await writtenAt(freshIndex),
    ours: [EXCHANGE, ...made],
    known: template.known,
    submodules: ask.submodules,
    begun: false,
    sparse: template.sparse !== undefined,
  };
}

const writtenAt = async (path: string): Promise<bigint> => (await stat(path, { bigint: true })).ctimeNs;

/** The copy of the index, where it is certainly the one that we have left there. */
export async function readFreshIndex({ freshIndex, written }: FreshWorktree): Promise<Buffer | undefined> {
  if (written === undefined || (await writtenAt(freshIndex)) !== written) return undefined;
  return readFile(freshIndex);
}

/** What is there now is the beginning: the index takes it in, so that only what comes after differs from it. */
export async function beginHere(repository: PrivateRepository, fresh: FreshWorktree): Promise<FreshWorktree> {
  const index = `${fresh.freshIndex}.collected`;
  await copyIndex(fresh.freshIndex, index);
  const git = gitOn({ repository, fresh, index });
  // what git cannot take now it cannot take later either, and then it is said
  await git(['add', '-A', '--ignore-errors', ...(fresh.sparse ? ['--sparse'] : []), '--', '.']);
  await rename(index, fresh.freshIndex);
  return { ...fresh, written: await writtenAt(fresh.freshIndex), begun: true };
}

/** What a team shares between its worktrees, e.g. `node_modules`. What the checkout does not have, or the commit has, is left. */
async function makeLinks(ask: {
  readonly path: string;
  readonly root: string;
  readonly links: readonly string[];
}): Promise<readonly string[]> {
  const made: string[] = [];
  for (const link of ask.links) {
    const from = join(ask.root, link);
    const to = join(ask.path, link);
    if ((await lstat(from).catch(() => undefined)) === undefined) continue;
    if ((await lstat(to).catch(() => undefined)) !== undefined) continue;
    await mkdir(dirname(to), { recursive: true });
    await symlink(from, to, 'junction'); // the kind counts on Windows only, where it needs no rights
    made.push(link.replace(/\/+$/, ''));
  }
  return made;
}

/** What we put into folders, as lines for `info/exclude`: an agent's own `git add -A` leaves it out too. */
export const ignoredLines = (links: readonly string[]): readonly string[] =>
  [EXCHANGE, ...links].map((path) => `/${path.replace(/[\\*?[\]]/g, '\\$&').replace(/\/+$/, '')}`);

/** The same rules for our own git, which collects with them; replaced in one step, and only where they are others. */
export async function writeRules(
  repository: PrivateRepository,
  rules: Pick<AgentTemplate, 'exclude' | 'attributes'>,
): Promise<void> {
  for (const [name, text] of [
    ['exclude', rules.exclude],
    ['attributes', rules.attributes ?? ''],
  ] as const) {
    const path = join(repository.path, 'info', name);
    const now = await readIfThere(path, LARGEST_RULES).catch(() => undefined);
    if ((now?.toString('utf8') ?? '') !== text) await writeDurably(path, text);
  }
}
