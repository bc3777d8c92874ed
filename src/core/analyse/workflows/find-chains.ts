import type { Change } from '../../model/change.ts';
import type { RepoPath } from '../../model/ids.ts';
import type { WorkflowSettings } from '../../model/workflow-settings.ts';

/** What one chain of a workflow's steps is about. */
export interface Chain {
  readonly changes: readonly Change[];
  /** What the chain is for, where there are several; a path is one of a file, directory or package, `''` the root. */
  readonly item?: string;
}

/** The chains that a workflow makes of a change, in the order of their names; items in the order of their list. */
export function findChains(
  { forEach }: Pick<WorkflowSettings, 'forEach'>,
  { changes, packages }: { readonly changes: readonly Change[]; readonly packages: readonly RepoPath[] },
): readonly Chain[] {
  if (changes.length === 0) return [];
  if (forEach === 'change' || (typeof forEach === 'object' && 'step' in forEach)) return [{ changes }];
  if (typeof forEach === 'object') return forEach.items.map((item) => ({ item, changes }));
  const known = new Set<string>(packages);
  const itemOf = {
    file: (path: string) => path,
    directory: directoryOf,
    package: (path: string) => packageOf(path, known),
  }[forEach];
  const byItem = new Map<string, Change[]>();
  for (const change of changes) {
    const item = itemOf(change.path);
    const own = byItem.get(item);
    if (own === undefined) byItem.set(item, [change]);
    else own.push(change);
  }
  return [...byItem].map(([item, own]) => ({ item, changes: own }));
}

const directoryOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** The nearest directory above it that has a manifest; what is in none belongs to the root. */
function packageOf(path: string, packages: ReadonlySet<string>): string {
  for (let folder = directoryOf(path); folder !== ''; folder = directoryOf(folder))
    if (packages.has(folder)) return folder;
  return '';
}
