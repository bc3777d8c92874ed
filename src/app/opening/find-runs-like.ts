import { RUNS } from '../../core/claim/refs.ts';
import type { RunId } from '../../core/model/ids.ts';
import { runId } from '../../core/model/ids.ts';
import type { WallTime } from '../../core/model/time.ts';
import { isSameTarget } from '../../core/plan/name-run.ts';
import type { Claimant } from '../claim/claimant.ts';
import type { Looked } from '../ports/ref-store.ts';
import { readStandings } from '../upkeep/read-runs.ts';

export interface RunSeen {
  readonly run: RunId;
  /** As its plan says, whether or not its result is on a branch. */
  readonly state: 'open' | 'finished' | 'unknown';
  readonly at?: WallTime;
}

/** The runs for the same branch as this one, itself too, as the table has them now. */
export async function findRunsLike(
  claimant: Pick<Claimant, 'store'>,
  run: string,
): Promise<Looked<readonly RunSeen[]>> {
  const listed = await claimant.store.list([RUNS]);
  if (!listed.ok) return listed;
  const standings = await readStandings(claimant, listed.value);
  const seen = [...standings].flatMap(([name, { state, at }]): readonly RunSeen[] =>
    state === 'no-plan' || !isSameTarget(name, run)
      ? []
      : [{ run: runId(name), state, ...(at === undefined ? {} : { at }) }],
  );
  return { ok: true, value: seen };
}
