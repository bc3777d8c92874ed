import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EMPTY_TREE } from '../../core/claim/refs.ts';
import type { Oid } from '../../core/model/ids.ts';
import { oidOf } from '../../core/model/ids.ts';
import { failGit } from '../fail-git.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { commitWriter } from '../work/write-commit.ts';
import { unreached } from './reachable.ts';
import { readTips } from './read-tips.ts';
import { type LentObjects, withObjects } from './take-objects.ts';

export interface InnerRepository {
  readonly repository: PrivateRepository;
  /** Where its files are. */
  readonly folder: string;
  /** Its git folder; `undefined`: there are files alone. */
  readonly gitDir: string | undefined;
  /** What is said in the commit that keeps it. */
  readonly message: string;
  /** The commit that a submodule is at; what it reaches is somewhere else, too. */
  readonly recorded?: Oid;
  /** The git folder that the clone has for it, whose objects it builds on. */
  readonly module?: string;
  /** The tree of its files when the agent began, where the set-up had changed them. */
  readonly begun?: Oid;
  /** Its files are not there any more; its commits may be. */
  readonly emptied?: true;
}

const MOST_PARENTS = 200;

/**
 * A repository inside an agent's folder as one commit of ours: the tree are its files as they are now, the parents its
 * HEAD and all else that only it reaches. `undefined`: there is nothing that is not somewhere else.
 */
export async function snapshotRepository(inner: InnerRepository): Promise<Oid | undefined> {
  const { repository, gitDir } = inner;
  const take = async (lent: LentObjects): Promise<Oid | undefined> => {
    const tips = gitDir === undefined ? undefined : await readTips(gitDir);
    const named = [
      ...(tips?.head === undefined ? [] : [{ oid: tips.head }]),
      ...(tips?.others.map(({ oid }) => ({ oid })) ?? []),
    ];
    const there = await lent.find([...new Set(named.map(({ oid }) => oid))]);
    const reached = await lent.find([...(inner.recorded ? [inner.recorded] : []), ...(tips?.remote ?? [])]);
    const fresh = await unreached(repository, {
      tips: there.map((oid) => ({ oid })),
      reached,
      env: lent.env,
    });
    const head = tips?.head !== undefined && there.includes(tips.head) ? tips.head : undefined;
    const { tree, isDirty } = await readFiles(inner, head, lent);
    if (!isDirty && fresh.length === 0) return undefined;
    const parents = [...(head ? [head] : []), ...fresh.map(({ oid }) => oid).filter((oid) => oid !== head)];
    const message = `${inner.message}\n`;
    const kept = await commitWriter(repository)({ tree, parents: parents.slice(0, MOST_PARENTS), message });
    await lent.take([kept], []); // with its tree: what was staged there is lent alone
    return kept;
  };
  return lending(inner, take);
}

const lending = <T>(
  { repository, folder, gitDir, module }: InnerRepository,
  use: (lent: LentObjects) => Promise<T>,
): Promise<T> => {
  const beside = module === undefined ? [] : [join(module, 'objects')];
  return withObjects(repository, join(gitDir ?? folder, 'objects'), use, beside);
};

/** The tree of its files as they are now. */
export const readInnerTree = (inner: InnerRepository): Promise<Oid> =>
  lending(inner, async (lent) => (await readFiles(inner, undefined, lent)).tree);

/** All files that git can take, whether or not they are committed; by our settings, through an index of ours. */
async function readFiles(
  inner: InnerRepository,
  head: Oid | undefined,
  lent: LentObjects,
): Promise<{ readonly tree: Oid; readonly isDirty: boolean }> {
  const { repository, folder, recorded } = inner;
  const index = join(repository.path, `index-${randomUUID()}`);
  const env = { ...lent.env, GIT_INDEX_FILE: index, GIT_WORK_TREE: folder };
  const git = (...args: string[]) => repository.git({ args: ['-C', folder, ...args], env });
  try {
    const empty = EMPTY_TREE[repository.objectFormat];
    const committed =
      head === undefined
        ? empty
        : oidOf((await git('rev-parse', `${head}^{tree}`)).stdout.toString('latin1').trim());
    if (inner.emptied) return { tree: committed, isDirty: false };
    if (head !== undefined) await git('read-tree', head);
    await git('add', '-A', '--ignore-errors', '--', '.');
    const written = await git('write-tree');
    if (written.code !== 0) throw failGit('write-tree', written);
    const tree = oidOf(written.stdout.toString('latin1').trim());
    const nothing = head === undefined && recorded === undefined;
    return { tree, isDirty: nothing || tree !== (inner.begun ?? committed) };
  } finally {
    await rm(index, { force: true });
  }
}
