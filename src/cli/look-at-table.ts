import type { ClaimDesk } from '../app/claim/desk.ts';
import { listClaims } from '../app/claim/list-claims.ts';
import { observe } from '../app/claim/observe.ts';
import type { StoreFailure } from '../app/ports/ref-store.ts';
import { isLive } from '../core/claim/record.ts';
import { HAND } from '../core/claim/refs.ts';
import type { TableView } from '../core/claim/table.ts';
import { compareText } from '../core/model/compare-text.ts';
import type { LockName } from '../core/model/ids.ts';
import type { StatusClaim, StatusRun } from '../report/claim/status.ts';

export interface TableSeen {
  readonly claims: readonly StatusClaim[];
  readonly unknown: readonly LockName[];
  readonly runs: readonly StatusRun[];
  readonly view: TableView;
}

/**
 * The whole table, with what this holder knows to be its own. `wrapped`: `$AGENTIC_CLAIM`, the claim that whoever asks
 * was started with; it is shown as theirs, and nothing else rests on that.
 */
export async function lookAtTable(
  desk: ClaimDesk,
  wrapped?: string,
): Promise<
  { readonly ok: true; readonly value: TableSeen } | { readonly ok: false; readonly failure: StoreFailure }
> {
  const look = await observe(desk, { locks: 'all', taskRefs: [] });
  if (!look.ok) return look;
  const mine = new Set((await desk.memory.load()).map(({ anchor }) => anchor));
  const { claims, unknown } = listClaims(look.value);
  return {
    ok: true,
    value: {
      claims: claims.map(({ record, since, over, anchor }) => ({
        record,
        since,
        over,
        mine: mine.has(anchor) || record.claim === wrapped,
      })),
      unknown: unknown.map(({ lock }) => lock),
      runs: countRuns(look.value.view),
      view: look.value.view,
    },
  };
}

function countRuns(view: TableView): readonly StatusRun[] {
  const runs = new Map<string, { run: string; done: number; working: number; ended: number }>();
  for (const { read } of view.tasks.values()) {
    if (read.kind !== 'record' || read.record.run === HAND) continue;
    const { run } = read.record;
    const counts = runs.get(run) ?? { run, done: 0, working: 0, ended: 0 };
    if (read.record.state === 'done') counts.done++;
    else if (isLive(read.record)) counts.working++;
    else counts.ended++;
    runs.set(run, counts);
  }
  return [...runs.values()].sort((a, b) => compareText(a.run, b.run));
}
