import type { PathPattern } from '../paths/patterns-overlap.ts';
import { overlap, preparePattern } from '../paths/patterns-overlap.ts';

/** One pattern of one task (by its index). */
export interface PathUse {
  readonly task: number;
  readonly pattern: string;
  readonly writes: boolean;
}

interface Use extends PathUse {
  readonly prepared: PathPattern;
}

/** Each task's neighbours: those with an overlapping path that at least one of the two writes. Symmetric, no self. */
export function findOverlaps(uses: readonly PathUse[], count: number): readonly ReadonlySet<number>[] {
  const neighbours = Array.from({ length: count }, () => new Set<number>());
  const meet = (a: PathUse, b: PathUse): void => {
    if (a.task === b.task || !(a.writes || b.writes)) return;
    neighbours[a.task]?.add(b.task);
    neighbours[b.task]?.add(a.task);
  };
  const cache = new Map<string, PathPattern>();
  const prepared = uses.map((use): Use => {
    const known = cache.get(use.pattern) ?? preparePattern(use.pattern);
    cache.set(use.pattern, known);
    return { ...use, prepared: known };
  });
  meetLiterals(prepared, meet);
  const wild = prepared.filter((use) => use.prepared.literal === undefined);
  for (const use of wild) {
    for (const other of prepared) if (overlap(use.prepared, other.prepared)) meet(use, other);
  }
  return neighbours;
}

/** Paths without wildcards meet at themselves and at the directories above them: no need to compare all pairs. */
function meetLiterals(uses: readonly Use[], meet: (a: PathUse, b: PathUse) => void): void {
  const at = new Map<string, Use[]>();
  for (const use of uses) {
    const path = use.prepared.literal;
    if (path === undefined) continue;
    const others = at.get(path);
    if (others) others.push(use);
    else at.set(path, [use]);
  }
  for (const [path, here] of at) {
    for (const [index, use] of here.entries()) {
      for (const other of here.slice(index + 1)) meet(use, other);
    }
    for (const above of ancestors(path)) {
      for (const other of at.get(above) ?? []) for (const use of here) meet(use, other);
    }
  }
}

/** `''` (the root) and each directory above a path. */
function* ancestors(path: string): Generator<string> {
  if (path !== '') yield '';
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
    yield path.slice(0, slash);
  }
}
