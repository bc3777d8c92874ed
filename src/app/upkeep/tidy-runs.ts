import { isOldRun } from '../../core/claim/decide-upkeep.ts';
import type { Oid, RefName, RunId } from '../../core/model/ids.ts';
import type { Claimant } from '../claim/claimant.ts';
import { deleteRuns } from './delete-refs.ts';
import { examineTable } from './examine-table.ts';
import { type BranchCheck, readStandings } from './read-runs.ts';

/**
 * At the end of a run: deletes what other runs left that have long been over. A courtesy: what cannot be seen or deleted
 * is left for the next one. `listed`: the run refs as this run has seen them; where none of them is old, nothing is asked.
 */
export async function tidyRuns(ask: {
  readonly claimant: Claimant;
  readonly listed: ReadonlyMap<RefName, Oid>;
  readonly own: RunId;
  readonly check: BranchCheck;
}): Promise<void> {
  const { claimant, listed, own, check } = ask;
  const now = claimant.machine.now().wall;
  const old = [...(await readStandings(claimant, listed))].filter(
    ([run, standing]) => run !== own && isOldRun(standing, Number.NEGATIVE_INFINITY, now),
  );
  if (old.length === 0) return;
  const exam = await examineTable(claimant, check);
  if (!exam.ok) return;
  await deleteRuns(
    claimant,
    exam.value.upkeep.oldRuns.filter(({ run }) => run !== own),
  );
}
