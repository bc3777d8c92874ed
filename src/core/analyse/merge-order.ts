import type { MergeOrder } from '../model/presence.ts';

/** Branches that could be merged, and which pairs of them conflict (indices into `names`, either way round). */
export interface OrderQuestion {
  /** In the order to prefer where it makes no difference; at most 8. */
  readonly names: readonly string[];
  readonly conflicting: readonly (readonly [number, number])[];
}

const MAX_BRANCHES = 8;

/**
 * The order in which the fewest merges have a conflict to resolve; exact, over pairs. A merge is without one if none
 * of the branches merged before conflicts with it, so those that are come first and form an independent set of the
 * graph of conflicts: the largest one gives the best order, and every other branch then meets exactly one conflict.
 * The worst order walks each connected part from neighbour to neighbour, so that only the first of it is spared.
 */
export function findMergeOrder({ names, conflicting }: OrderQuestion): MergeOrder | undefined {
  const count = Math.min(names.length, MAX_BRANCHES);
  const neighbours = neighbourMasks(count, conflicting);
  if (neighbours.every((mask) => mask === 0)) return undefined;
  const first = largestIndependentSet(neighbours);
  const isFirst = (at: number): boolean => (first & (1 << at)) !== 0;
  const indices = names.slice(0, count).map((_, at) => at);
  const order = [...indices.filter(isFirst), ...indices.filter((at) => !isFirst(at))];
  return {
    order: order.map((at) => names[at] ?? ''),
    conflicts: indices.filter((at) => !isFirst(at)).length,
    worst: count - countParts(neighbours),
  };
}

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
function largestIndependentSet(neighbours: readonly number[]): number {
  let best = 0;
  let bestSize = 0;
  for (let set = 0; set < 1 << neighbours.length; set++) {
    const size = bitCount(set);
    const free = neighbours.every((mask, at) => (set & (1 << at)) === 0 || (mask & set) === 0);
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
