/** Branches that could be merged, and which of them conflict. Indices are their places in the order to prefer. */
export interface OrderQuestion {
  /** How many there are; at most 8 are looked at. */
  readonly count: number;
  /** Pairs that conflict, either way round. */
  readonly conflicting: readonly (readonly [number, number])[];
  /** Sets that conflict together although no two of them do. */
  readonly clashing?: readonly (readonly number[])[];
}

export interface OrderChoice {
  /** Taken in first, none of them with a conflict. */
  readonly clean: readonly number[];
  /** Each of these meets one. */
  readonly rest: readonly number[];
  /** Merges with a conflict in the worst order. */
  readonly worst: number;
}

const MAX_BRANCHES = 8;

/**
 * The order in which the fewest merges have a conflict to resolve; exact, over pairs. A merge is without one if none
 * of the branches merged before conflicts with it, so those that are come first and form an independent set of the
 * graph of conflicts: the largest one gives the best order, and every other branch then meets exactly one conflict.
 * The worst order walks each connected part from neighbour to neighbour, so that only the first of it is spared.
 */
export function findMergeOrder({
  count,
  conflicting,
  clashing = [],
}: OrderQuestion): OrderChoice | undefined {
  const size = Math.min(count, MAX_BRANCHES);
  const neighbours = neighbourMasks(size, conflicting);
  if (neighbours.every((mask) => mask === 0) && clashing.length === 0) return undefined;
  const first = largestIndependentSet(neighbours, clashing.map(maskOf));
  const indices = Array.from({ length: size }, (_, at) => at);
  const isFirst = (at: number): boolean => (first & (1 << at)) !== 0;
  return {
    clean: indices.filter(isFirst),
    rest: indices.filter((at) => !isFirst(at)),
    worst: size - countParts(neighbours),
  };
}

const maskOf = (set: readonly number[]): number => set.reduce((mask, at) => mask | (1 << at), 0);

/** For each branch the set of those it conflicts with, as bits. */
function neighbourMasks(count: number, conflicting: OrderQuestion['conflicting']): readonly number[] {
  const masks = Array.from({ length: count }, () => 0);
  for (const [a, b] of conflicting) {
    if (a === b || a >= count || b >= count) continue;
    masks[a] = (masks[a] ?? 0) | (1 << b);
    masks[b] = (masks[b] ?? 0) | (1 << a);
  }
  return masks;
}

/** Of several, the one with the earliest branches; at most 2⁸ sets are tried. */
function largestIndependentSet(neighbours: readonly number[], clashing: readonly number[]): number {
  let best = 0;
  let bestSize = 0;
  for (let set = 0; set < 1 << neighbours.length; set++) {
    const size = bitCount(set);
    const free =
      neighbours.every((mask, at) => (set & (1 << at)) === 0 || (mask & set) === 0) &&
      clashing.every((clash) => (set & clash) !== clash);
    if (free && (size > bestSize || (size === bestSize && isEarlier(set, best))))
      [best, bestSize] = [set, size];
  }
  return best;
}

/** The lowest branch in which they differ decides. */
const isEarlier = (set: number, other: number): boolean => {
  const difference = set ^ other;
  return (set & difference & -difference) !== 0;
};

const bitCount = (set: number): number => {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
};

function countParts(neighbours: readonly number[]): number {
  let seen = 0;
  let parts = 0;
  for (let start = 0; start < neighbours.length; start++) {
    if ((seen & (1 << start)) !== 0) continue;
    parts++;
    let part = 1 << start;
    for (let before = 0; before !== part; ) {
      before = part;
      neighbours.forEach((mask, at) => {
        if ((part & (1 << at)) !== 0) part |= mask;
      });
    }
    seen |= part;
  }
  return parts;
}
