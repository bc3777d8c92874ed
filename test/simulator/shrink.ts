/**
 * The shortest tape found that still fails: cuts chunks out, then writes zeros, then lowers numbers, until
 * nothing helps or `budget` replays are used up. `fails` must be repeatable.
 */
export async function shrinkTape(
  tape: readonly number[],
  fails: (tape: readonly number[]) => Promise<boolean>,
  budget = 2000,
): Promise<readonly number[]> {
  let best = trimZeros(tape);
  let left = budget;
  const tryOne = async (candidate: readonly number[]): Promise<boolean> => {
    if (left <= 0) return false;
    left--;
    if (!(await fails(candidate))) return false;
    best = trimZeros(candidate);
    return true;
  };
  for (let improved = true; improved && left > 0; ) {
    improved = false;
    for (let size = Math.max(1, best.length >> 1); size >= 1; size >>= 1) {
      for (let at = 0; at < best.length && left > 0; ) {
        const cut = [...best.slice(0, at), ...best.slice(at + size)];
        const zeroed = best.map((n, i) => (i >= at && i < at + size ? 0 : n));
        if (await tryOne(cut)) improved = true;
        else if (zeroed.some((n, i) => n !== best[i]) && (await tryOne(zeroed))) improved = true;
        else at += size;
      }
    }
    for (let at = 0; at < best.length && left > 0; at++) {
      const value = best[at] ?? 0;
      for (const lower of [1, value >> 1, value - 1]) {
        if (lower <= 0 || lower >= value) continue;
        if (await tryOne(best.with(at, lower))) {
          improved = true;
          break;
        }
      }
    }
  }
  return best;
}

const trimZeros = (tape: readonly number[]): readonly number[] =>
  tape.slice(0, tape.findLastIndex((n) => n !== 0) + 1);
