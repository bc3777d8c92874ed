import { type DataOf, type Problem, problemOf } from '../model/problem.ts';
import { placeData, type TablePlace } from '../model/table-place.ts';
import type { Obstacle } from './decide-take.ts';
import type { Upkeep } from './decide-upkeep.ts';

const MOST = 20;
type Few =
  | 'expired-claims'
  | 'stuck-claims'
  | 'litter-locks'
  | 'unknown-locks'
  | 'old-tasks'
  | 'old-runs'
  | 'unreadable-tasks';
// Beyond this a look at the whole table takes seconds, and every push carries a list of them.
const MANY_LOCKS = 5000;

/** What is not as it should be in the table, as problems; each has its remedy in words. */
export function describeUpkeep(
  upkeep: Upkeep,
  { locks, place }: { readonly locks: number; readonly place: TablePlace },
): readonly Problem[] {
  const { over, stuck, litter, oldTasks, oldRuns, leftWaits, unknown, forged, unreadableTasks } = upkeep;
  const claims = over.flatMap((one) => (one.kind === 'live' ? [`${one.tip.claim} (${one.tip.task})`] : []));
  return [
    ...(locks > MANY_LOCKS ? [problemOf('many-locks', { locks })] : []),
    ...few('expired-claims', 'claims', claims),
    ...few('stuck-claims', 'paths', lockNames(stuck)),
    ...few('litter-locks', 'paths', lockNames(litter)),
    ...few(
      'unknown-locks',
      'paths',
      unknown.map(({ lock }) => lock),
    ),
    ...forged.slice(0, MOST).map(({ lock }) => problemOf('forged-lock', { path: lock })),
    ...few(
      'old-tasks',
      'refs',
      oldTasks.map(({ ref }) => ref),
    ),
    ...few(
      'old-runs',
      'runs',
      oldRuns.map(({ run }) => run),
    ),
    ...(leftWaits.length > 0 ? [problemOf('left-waits', { count: leftWaits.length })] : []),
    ...few('unreadable-tasks', 'refs', unreadableTasks),
    ...(upkeep.misplaced.length > 0
      ? [problemOf('misplaced-refs', { refs: upkeep.misplaced, ...placeData(place) })]
      : []),
  ];
}

/** Names the first of them. */
function few<C extends Few>(
  code: C,
  name: Exclude<keyof DataOf<C>, 'count'>,
  all: readonly string[],
): readonly Problem[] {
  if (all.length === 0) return [];
  const shown = all.length > MOST ? [...all.slice(0, MOST), `and ${all.length - MOST} more`] : all;
  return [problemOf(code, { count: all.length, [name]: shown } as DataOf<C>)]; // the name is one of its data's
}

const lockNames = (obstacles: readonly Obstacle[]): readonly string[] =>
  obstacles.flatMap(({ locks }) => locks.map(({ lock }) => lock));

// Sample: remote: error: cannot lock ref 'refs/…': Unable to create '/srv/shop.git/./packed-refs.lock': File exists.

/** The lock files that a server named when it could not do its work. */
export const lockFilesIn = (detail: string): readonly string[] => [
  ...new Set([...detail.matchAll(/'([^'\n]+\.lock)'/g)].map(([, file = '']) => file)),
];
