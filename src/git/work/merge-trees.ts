import type { Merged } from '../../app/ports/publishing.ts';
import type { Oid } from '../../core/model/ids.ts';
import { oidOf } from '../../core/model/ids.ts';
import { failGit } from '../fail-git.ts';
import { pathFromBytes } from '../path-bytes.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { splitNul } from '../split-records.ts';
import { inFolderWith, readMergeAttributes } from './merge-attributes.ts';

/**
 * Merges two commits without a worktree or an index; the new objects are the private repository's. How a file is merged is
 * what the attributes of `ours` say: those of a work that is set on it do not count.
 */
export async function mergeCommits(repository: PrivateRepository, ours: Oid, theirs: Oid): Promise<Merged> {
  const args = [
    'merge-tree',
    '--write-tree',
    '-z', // names are bytes
    '--name-only', // conflicts: the path once, without modes and stages
    '--no-messages', // the sentences are for people and would need telling apart
    '--allow-unrelated-histories', // else it dies where there is no merge base
    ours,
    theirs,
  ];
  const attributes = await readMergeAttributes(repository, ours);
  const result =
    attributes.size === 0
      ? await repository.git({ args })
      : await inFolderWith(attributes, (folder) =>
          repository.git({
            args: ['-C', folder, '-c', 'core.bare=false', '-c', 'merge.renormalize=false', ...args],
            env: { GIT_WORK_TREE: folder },
          }),
        );
  if (result.code !== 0 && result.code !== 1) throw failGit('merge-tree', result);
  const merged = parseMergeTree(result.stdout, result.code === 0);
  // Not merged, and no file that a person or an agent could look at: whatever that is, it is no conflict.
  if (merged.kind === 'conflict' && merged.paths.length === 0) throw failGit('merge-tree', result);
  return merged;
}

// f3a1…\0              clean
// 0be3…\0a.txt\0b/c\0  conflicts, with the tree that holds the markers first
/** Reads what `git merge-tree --write-tree -z --name-only --no-messages` prints. */
function parseMergeTree(stdout: Buffer, clean: boolean): Merged {
  const [tree, ...names] = splitNul(stdout);
  if (tree === undefined) throw new Error('merge-tree printed nothing');
  const oid = oidOf(tree.toString('latin1'));
  return clean
    ? { kind: 'clean', tree: oid }
    : { kind: 'conflict', tree: oid, paths: names.map(pathFromBytes) };
}
