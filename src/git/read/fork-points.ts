import type { Oid } from '../../core/model/ids.ts';

// Sample of `git rev-list --parents --boundary tip1 tip2 ^head ^base`: the commits that only the tips have, each with
// its parents, then (with `-`) those where they meet the rest:
//   2e753d31… df2c1081…
//   8e7c446e… df2c1081…
//   -df2c1081…

/** What only the tips have. */
export interface OwnHistory {
  /** Parents of each commit that neither head nor base contains. */
  readonly parents: ReadonlyMap<Oid, readonly Oid[]>;
}

export function parseOwnHistory(output: string): OwnHistory {
  const parents = new Map<Oid, readonly Oid[]>();
  for (const line of output.split('\n')) {
    const [commit, ...rest] = line.split(' ');
    if (commit && !commit.startsWith('-')) parents.set(commit as Oid, rest as Oid[]);
  }
  return { parents };
}

/**
 * Where a tip left head and base: none for unrelated histories, several after merges (then the best one is a merge
 * base of the tip with both). A tip that is not in `own` is merged.
 */
export function forkPoints(
  own: OwnHistory,
  tip: Oid,
): { readonly commits: ReadonlySet<Oid>; readonly at: readonly Oid[] } {
  const commits = new Set<Oid>();
  const at = new Set<Oid>();
  const next = [tip];
  for (let commit = next.pop(); commit !== undefined; commit = next.pop()) {
    const parents = own.parents.get(commit);
    if (!parents) at.add(commit);
    else if (!commits.has(commit)) {
      commits.add(commit);
      next.push(...parents);
    }
  }
  return { commits, at: [...at] };
}
