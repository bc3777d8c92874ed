import { randomBytes } from 'node:crypto';
import { copyFile, link, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Oid } from '../../core/model/ids.ts';
import { failGit } from '../fail-git.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { quoteObjectFolder } from '../quote-object-folder.ts';
import { isRealFolder, listUntrusted } from './read-untrusted.ts';

const OBJECT_FILE = /^(?:[0-9a-f]{2}\/[0-9a-f]{38,62}|pack\/pack-[0-9a-f]+\.(?:pack|idx))$/;

/** Another repository's objects as long as a question lasts: what git is asked sees them, and what is worth it is taken. */
export interface LentObjects {
  readonly env: Readonly<Record<string, string>>;
  /** Those of the commits that are there, here or among the lent ones. */
  find(commits: readonly Oid[]): Promise<readonly Oid[]>;
  /** Brings commits with all that they reach into the private repository, checked (`index-pack --strict`). */
  take(commits: readonly Oid[], known: readonly Oid[]): Promise<void>;
}

/**
 * Objects that an agent's repository holds. Only regular files with names of objects are looked at: alternates that the
 * agent wrote, links, and its configuration play no part.
 */
export async function withObjects<T>(
  repository: PrivateRepository,
  objects: string,
  use: (lent: LentObjects) => Promise<T>,
  /** Stores of the clone's that the agent's one builds on. */
  beside: readonly string[] = [],
): Promise<T> {
  const incoming = join(repository.path, `incoming-${randomBytes(6).toString('hex')}`);
  try {
    await copyObjects(objects, incoming);
    const env = { GIT_ALTERNATE_OBJECT_DIRECTORIES: [incoming, ...beside].map(quoteObjectFolder).join(':') };
    return await use({
      env,
      find: (commits) => findCommits(repository, commits, env),
      take: (commits, known) => takePack({ repository, incoming, env, commits, known }),
    });
  } finally {
    await rm(incoming, { recursive: true, force: true });
  }
}

type Env = LentObjects['env'];

// out: 1f2e… commit\n3c4d… missing
/** Those of the objects that are commits which can be read. */
export async function findCommits(
  repository: PrivateRepository,
  oids: readonly Oid[],
  env: Env = {},
): Promise<readonly Oid[]> {
  if (oids.length === 0) return [];
  const asked = await repository.git({
    args: ['cat-file', '--batch-check=%(objectname) %(objecttype)'],
    input: oids.map((oid) => `${oid}\n`).join(''),
    env,
  });
  if (asked.code !== 0) throw failGit('cat-file', asked);
  const lines = asked.stdout.toString('utf8').split('\n');
  return oids.filter((_, at) => lines[at]?.endsWith(' commit'));
}

/** Links where the file system can, copies elsewhere; both are removed when the question is answered. */
async function copyObjects(from: string, to: string): Promise<void> {
  await mkdir(join(to, 'pack'), { recursive: true });
  if (!(await isRealFolder(from))) return;
  const made = new Set<string>();
  for (const name of await listUntrusted(from)) {
    if (!OBJECT_FILE.test(name)) continue;
    const target = join(to, name);
    if (!made.has(dirname(target))) await mkdir(dirname(target), { recursive: true });
    made.add(dirname(target));
    await link(join(from, name), target).catch(() => copyFile(join(from, name), target));
  }
}

async function takePack(ask: {
  readonly repository: PrivateRepository;
  readonly incoming: string;
  readonly env: Env;
  readonly commits: readonly Oid[];
  readonly known: readonly Oid[];
}): Promise<void> {
  const { repository, incoming, env } = ask;
  const input = [...ask.commits, ...ask.known.map((oid) => `^${oid}`)].map((line) => `${line}\n`).join('');
  const packed = await repository.git({
    args: ['pack-objects', '--revs', '--quiet', join(incoming, 'taken')],
    input,
    env,
  });
  if (packed.code !== 0) throw failGit('pack-objects', packed);
  for (const name of await readdir(incoming)) {
    const id = /^taken-([0-9a-f]+)\.pack$/.exec(name)?.[1];
    if (id === undefined) continue;
    const [pack, idx] = [join(incoming, name), join(incoming, `taken-${id}.idx`)];
    await rm(idx, { force: true }); // made again by whoever checks
    const indexed = await repository.git({ args: ['index-pack', '--strict', pack] });
    if (indexed.code !== 0) throw failGit('index-pack', indexed);
    const base = join(repository.path, 'objects', 'pack', `pack-${id}`);
    await mkdir(dirname(base), { recursive: true });
    await rename(pack, `${base}.pack`);
    await rename(idx, `${base}.idx`); // git sees it from now on
  }
}
