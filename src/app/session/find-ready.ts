import type { ClaimRecord } from '../../core/claim/record.ts';
import { RUNS } from '../../core/claim/refs.ts';
import type { TableView } from '../../core/claim/table.ts';
import { runId } from '../../core/model/ids.ts';
import { LARGEST_PLAN, type PlanRefusal, readPlanFile } from '../../core/plan/read-plan-file.ts';
import { findReadyTasks, type ReadyTask, type RunOnTable } from '../../core/run/find-ready-tasks.ts';
import { conditionReader } from '../opening/read-conditions.ts';
import { readPlanMessage } from '../perform/ending/plan-commit.ts';
import type { CommitFiles } from '../ports/publishing.ts';
import type { Looked, RefStore } from '../ports/ref-store.ts';

/** What could start now of the open runs on the table, and the runs whose plans cannot be read. */
export interface Ready {
  readonly tasks: readonly ReadyTask[];
  readonly refused: readonly { readonly run: string; readonly why: PlanRefusal }[];
}

/** Looks at the plans of all open runs. */
export async function findReady(ask: {
  readonly store: RefStore;
  readonly publishing: CommitFiles;
  readonly view: TableView;
  readonly inForce: readonly ClaimRecord[];
  readonly mergeable: readonly string[];
}): Promise<Looked<Ready>> {
  const runs = await readOpenRuns(ask);
  if (!runs.ok) return runs;
  const { read, refused } = runs.value;
  const reader = await conditionReader(read.flatMap(({ tasks }) => tasks));
  return { ok: true, value: { tasks: findReadyTasks({ ...ask, runs: read, read: reader }), refused } };
}

async function readOpenRuns(ask: {
  readonly store: RefStore;
  readonly publishing: CommitFiles;
}): Promise<Looked<{ readonly read: readonly RunOnTable[]; readonly refused: Ready['refused'] }>> {
  const listed = await ask.store.list([RUNS]);
  if (!listed.ok) return listed;
  const sights = await ask.store.read([...listed.value.values()]);
  const read: RunOnTable[] = [];
  const refused: Ready['refused'][number][] = [];
  for (const [ref, commit] of listed.value) {
    const run = /^refs\/agentic\/runs\/([^/]+)\/plan$/.exec(ref)?.[1];
    const sight = sights.get(commit);
    const state = sight?.kind === 'commit' ? readPlanMessage(sight.message)?.state : undefined;
    if (run === undefined || state !== 'open') continue;
    const text = await ask.publishing.readFile({ commit, name: 'plan.json', maxBytes: LARGEST_PLAN });
    const plan = readPlanFile(text ?? '');
    if (plan.kind === 'plan') read.push({ ...plan, run: runId(run) });
    else refused.push({ run, why: plan.why });
  }
  return { ok: true, value: { read, refused } };
}
