import { SeededRandom } from '../simulator/seeded-random.ts';

const isLong = process.env['LONG_PROOF'] === 'yes';
const DAY_MS = 86_400_000;

/** `KILL_SEED=…` draws the same cases again; else each day has its own. */
const seed = Number(process.env['KILL_SEED'] ?? Math.floor(Date.now() / DAY_MS));

/** What a failing title has to tell to be repeated. */
export const DRAWN = isLong ? 'all' : `KILL_SEED=${seed}`;

/** A third of the cases, another one every day; all of them in the long form (`LONG_PROOF=yes`). */
export function drawCases<T>(all: readonly T[]): readonly T[] {
  if (isLong) return all;
  const random = new SeededRandom(seed);
  const left = [...all];
  return Array.from({ length: Math.ceil(all.length / 3) }, () =>
    left.splice(random.below(left.length), 1),
  ).flat();
}
