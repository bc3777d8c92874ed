import { decideUpkeep, type Upkeep } from '../../core/claim/decide-upkeep.ts';
import { isLive } from '../../core/claim/record.ts';
import type { Claimant } from '../claim/claimant.ts';
import { observe } from '../claim/observe.ts';
import type { Looked } from '../ports/ref-store.ts';
import { type BranchCheck, readRuns } from './read-runs.ts';

/** The whole table as `doctor` sees it. */
export interface TableExam {
  readonly upkeep: Upkeep;
  readonly counts: {
    readonly locks: number;
    readonly claims: number;
    readonly tasks: number;
    readonly runs: number;
  };
}

/** Looks at everything, changes nothing. Without `check` a finished run counts as one that was left open. */
export async function examineTable(claimant: Claimant, check?: BranchCheck): Promise<Looked<TableExam>> {
  const look = await observe(claimant, { locks: 'all', taskRefs: [], waits: true });
  if (!look.ok) return look;
  const runs = await readRuns(claimant, check);
  if (!runs.ok) return runs;
  const { view, waits, isOver, misplaced } = look.value;
  const upkeep = decideUpkeep({
    view,
    waits,
    misplaced,
    isOver,
    runs: runs.value,
    now: claimant.machine.now().wall,
  });
  const live = [...view.tasks.values()].filter(({ read }) => read.kind === 'record' && isLive(read.record));
  const counts = {
    locks: view.locks.size,
    claims: live.length,
    tasks: view.tasks.size,
    runs: [...runs.value.values()].filter(({ state }) => state !== 'no-plan').length,
  };
  return { ok: true, value: { upkeep, counts } };
}
