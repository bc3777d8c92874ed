import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import { oidOf, repoPath } from '../../core/model/ids.ts';
import type { CloneFacts } from '../clone/clone-facts.ts';
import { failGit } from '../fail-git.ts';
import { pathFromBytes } from '../path-bytes.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { quoteObjectFolder } from '../quote-object-folder.ts';
import { splitNul } from '../split-records.ts';

export interface Submodule {
  /** From the root of the outermost repository. */
  readonly path: RepoPath;
  /** The commit that it is at. */
  readonly oid: Oid;
  /** Where its own repository lies below the git folder of the outermost one: `modules/lib/modules/inner`. */
  readonly place: string;
  /** The git folder that the clone has for it; absent where the clone has none, or not this commit. */
  readonly module?: string;
  /** The tree of its files when the agent began; absent: its commit's. */
  readonly begun?: Oid;
}

type Clone = Pick<CloneFacts, 'commonDir' | 'gitDir' | 'topLevel'>;

interface Outer {
  readonly commit: Oid;
  /** The outer repository's git folders in the clone; its submodules' lie below one of them. */
  readonly gitDirs: readonly string[];
  /** Where the clone has its files. */
  readonly files: string | undefined;
  /** Where its objects are; absent where they are in our own repository. */
  readonly objects?: string;
  readonly below: string;
  readonly place: string;
}

const DEEPEST = 8;

/**
 * The submodules of a commit, and theirs as far as the clone has them. Asked of objects alone, so that the answer is the
 * same before an agent has been at work and after. Only worth asking where the commit has a `.gitmodules`.
 */
export async function findSubmodules(ask: {
  readonly repository: PrivateRepository;
  readonly clone: Clone;
  readonly commit: Oid;
}): Promise<readonly Submodule[]> {
  const { commonDir, gitDir, topLevel } = ask.clone;
  const gitDirs = [...new Set([gitDir, commonDir])];
  return inside(ask.repository, { commit: ask.commit, gitDirs, files: topLevel, below: '', place: '' }, 0);
}

/** Those of which agents see an empty folder. */
export const findEmptySubmodules = async (
  ask: Parameters<typeof findSubmodules>[0],
): Promise<readonly RepoPath[]> =>
  (await findSubmodules(ask)).flatMap(({ path, module }) => (module === undefined ? [path] : []));

async function inside(
  repository: PrivateRepository,
  outer: Outer,
  depth: number,
): Promise<readonly Submodule[]> {
  const names = depth > DEEPEST ? new Map<RepoPath, string>() : await readNames(repository, outer);
  const found: Submodule[] = [];
  if (names.size === 0) return found;
  for (const { path, oid } of await listLinks(repository, outer)) {
    const name = names.get(path);
    const place = `${outer.place}modules/${name ?? path}`;
    const whole = repoPath(`${outer.below}${path}`);
    const module = name === undefined ? undefined : await moduleOf(repository, outer, { name, path, oid });
    found.push({ path: whole, oid, place, ...(module === undefined ? {} : { module }) });
    if (module === undefined) continue;
    const inner: Outer = {
      commit: oid,
      gitDirs: [module],
      files: outer.files === undefined ? undefined : join(outer.files, path),
      objects: join(module, 'objects'),
      below: `${whole}/`,
      place: `${place}/`,
    };
    found.push(...(await inside(repository, inner, depth + 1)));
  }
  return found;
}

const seeing = ({ objects }: Pick<Outer, 'objects'>): Readonly<Record<string, string>> =>
  objects === undefined ? {} : { GIT_ALTERNATE_OBJECT_DIRECTORIES: quoteObjectFolder(objects) };

// Sample of `git config -z --get-regexp` (NUL written as ␀): submodule.vendor/lib.path\nvendor/lib␀

/** Names by path; none that would lead out of the folder of modules, as git refuses them, too. */
async function readNames(
  repository: PrivateRepository,
  outer: Outer,
): Promise<ReadonlyMap<RepoPath, string>> {
  const blob = `${outer.commit}:.gitmodules`;
  const args = ['config', '-z', '--blob', blob, '--get-regexp', '^submodule\\..*\\.path$'];
  const read = await repository.git({ args, env: seeing(outer) });
  const names = new Map<RepoPath, string>();
  if (read.code !== 0) return names; // there is no such file, or git cannot read it
  for (const entry of splitNul(read.stdout)) {
    const [key = '', path = ''] = entry.toString('latin1').split('\n', 2);
    const name = Buffer.from(key.slice('submodule.'.length, -'.path'.length), 'latin1').toString('utf8');
    if (name === '' || name.startsWith('/') || name.split(/[\\/]/).includes('..')) continue;
    names.set(pathFromBytes(Buffer.from(path, 'latin1')), name);
  }
  return names;
}

// Sample of `git ls-tree -r -z` (NUL written as ␀): 160000 commit 1f2e…\tlib␀

async function listLinks(
  repository: PrivateRepository,
  outer: Outer,
): Promise<readonly { readonly path: RepoPath; readonly oid: Oid }[]> {
  const result = await repository.git({
    args: ['ls-tree', '-r', '-z', '--full-tree', outer.commit],
    env: seeing(outer),
  });
  if (result.code !== 0) throw failGit('ls-tree', result);
  return splitNul(result.stdout).flatMap((entry) => {
    const oid = /^160000 commit ([0-9a-f]+)\t/.exec(entry.toString('latin1'))?.[1];
    return oid === undefined
      ? []
      : [{ path: pathFromBytes(entry.subarray(entry.indexOf(9) + 1)), oid: oidOf(oid) }];
  });
}

/** Below the git folder, as git makes it today, or in the folder itself, as it did before; with the commit in it. */
async function moduleOf(
  repository: PrivateRepository,
  outer: Outer,
  { name, path, oid }: { readonly name: string; readonly path: RepoPath; readonly oid: Oid },
): Promise<string | undefined> {
  const embedded = outer.files === undefined ? [] : [join(outer.files, path, '.git')];
  for (const place of [...outer.gitDirs.map((dir) => join(dir, 'modules', name)), ...embedded]) {
    const objects = join(place, 'objects');
    if (!(await stat(objects).catch(() => undefined))?.isDirectory()) continue;
    const args = ['cat-file', '-e', `${oid}^{tree}`];
    if ((await repository.git({ args, env: seeing({ objects }) })).code === 0) return place;
  }
  return undefined;
}
