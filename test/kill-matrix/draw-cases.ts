import { SeededRandom } from '../simulator/seeded-random.ts';
import { seedOfDay } from '../support/seed-of-day.ts';

const isLong = process.env['LONG_PROOF'] === 'yes';
const seed = seedOfDay('KILL_SEED');

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
