import { decideUpkeep, type RunStanding, type Upkeep } from '../../core/claim/decide-upkeep.ts';
import { isLive } from '../../core/claim/record.ts';
import { RUNS } from '../../core/claim/refs.ts';
import type { ClaimDesk } from '../claim/desk.ts';
import { observe } from '../claim/observe.ts';
import { readPlanMessage } from '../perform/plan-commit.ts';
import type { Looked } from '../ports/ref-store.ts';

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

/** Looks at everything, changes nothing. */
export async function examineTable(desk: ClaimDesk): Promise<Looked<TableExam>> {
  const look = await observe(desk, { locks: 'all', taskRefs: [] });
  if (!look.ok) return look;
  const runs = await readRuns(desk);
  if (!runs.ok) return runs;
  const { view, isOver } = look.value;
  const upkeep = decideUpkeep({ view, isOver, runs: runs.value, now: desk.machine.now().wall });
  const live = [...view.tasks.values()].filter(({ read }) => read.kind === 'record' && isLive(read.record));
  const counts = {
    locks: view.locks.size,
    claims: live.length,
    tasks: view.tasks.size,
    runs: runs.value.size,
  };
  return { ok: true, value: { upkeep, counts } };
}

/** What each run's plan ref says. One that cannot be read counts as open: nothing of it is deleted early. */
async function readRuns(desk: ClaimDesk): Promise<Looked<ReadonlyMap<string, RunStanding>>> {
  const listed = await desk.store.list([RUNS]);
  if (!listed.ok) return listed;
  const plans = [...listed.value].flatMap(([ref, oid]) => {
    const run = /^refs\/agentic\/runs\/([^/]+)\/plan$/.exec(ref)?.[1];
    return run === undefined ? [] : [{ run, oid }];
  });
  const sights = await desk.store.read(plans.map(({ oid }) => oid));
  const runs = new Map<string, RunStanding>();
  for (const { run, oid } of plans) {
    const sight = sights.get(oid);
    const state = sight?.kind === 'commit' ? readPlanMessage(sight.message)?.state : undefined;
    runs.set(run, state ?? 'open');
  }
  return { ok: true, value: runs };
}
