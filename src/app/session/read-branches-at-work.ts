import type { BranchesAtWork } from '../../core/model/branches-at-work.ts';
import { compareText } from '../../core/model/compare-text.ts';
import type { Checked } from '../../core/model/problem.ts';
import type { Repository } from '../ports/repository.ts';

const MOST = 50;

/**
 * The open branches that the clone knows of; what is merged, squashed too, is not open. `undefined`: there is nothing that they
 * could be measured against. Problems: those of the base.
 */
export async function readBranchesAtWork(
  repository: Pick<Repository, 'place' | 'findBase' | 'listBranches' | 'readEdits'>,
): Promise<Checked<BranchesAtWork | undefined>> {
  const base = await repository.findBase({ mayFetch: false });
  if (!base.ok) return base;
  if (base.value.how === 'root') return { ok: true, warnings: [], value: undefined };
  const listing = await repository.listBranches({ base: base.value, head: repository.place.head });
  const open = listing.branches.slice(0, MOST);
  const edits = await repository.readEdits(open);
  const branches = open.map(({ ref, name, author, at }, index) => ({
    ref,
    name,
    author,
    at,
    paths: [...(edits[index]?.keys() ?? [])].sort(compareText),
  }));
  const leftOut = listing.leftOut + listing.branches.length - open.length;
  return { ok: true, warnings: [], value: { base: base.value.name, branches, leftOut } };
}
