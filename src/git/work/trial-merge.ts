import type { Merged, TrialMerge } from '../../app/ports/publishing.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';

/** What a trial needs of git. */
export interface TrialTools {
  readonly treeOf: (commit: Oid) => Promise<Oid>;
  readonly parentOf: (commit: Oid) => Promise<Oid>;
  readonly changedPaths: (from: Oid, to: Oid) => Promise<readonly RepoPath[]>;
  readonly commit: (ask: { tree: Oid; parents: readonly Oid[]; message: string }) => Promise<Oid>;
  readonly merge: (ours: Oid, theirs: Oid) => Promise<Merged>;
}

/**
 * Whether two changes that were made one after the other would have merged, had both begun where the first one did.
 * The second is set back onto that base (git finds the right ancestor because the base's tree is given as a child of
 * the second one's parent; `--merge-base` needs git 2.40), then both are merged.
 */
export async function trialMerge(
  git: TrialTools,
  { first, second }: { readonly first: Oid; readonly second: Oid },
): Promise<TrialMerge> {
  const [base, before] = await Promise.all([git.parentOf(first), git.parentOf(second)]);
  const changed = new Set(await git.changedPaths(base, first));
  const shared = (await git.changedPaths(before, second)).filter((path) => changed.has(path));
  if (shared.length === 0) return { shared, conflicts: [] };
  const back = await git.commit({ tree: await git.treeOf(base), parents: [before], message: 'Trial\n' });
  const alone = await git.merge(back, second);
  const moved = await git.commit({ tree: alone.tree, parents: [base], message: 'Trial\n' });
  const together = await git.merge(first, moved);
  const conflicting = new Set([...conflictsOf(alone), ...conflictsOf(together)]);
  return { shared, conflicts: shared.filter((path) => conflicting.has(path)) };
}

const conflictsOf = (merged: Merged): readonly RepoPath[] => (merged.kind === 'conflict' ? merged.paths : []);
