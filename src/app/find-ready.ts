import type { ClaimRecord } from '../core/claim/record.ts';
import { RUNS } from '../core/claim/refs.ts';
import type { TableView } from '../core/claim/table.ts';
import type { RunId } from '../core/model/ids.ts';
import { findReadyTasks, type ReadyTask, type RunOnTable } from '../core/run/find-ready-tasks.ts';
import { LARGEST_PLAN, parsePlanTasks } from '../core/run/parse-plan-tasks.ts';
import { readPlanMessage } from './perform/ending/plan-commit.ts';
import type { CommitFiles } from './ports/publishing.ts';
import type { Looked, RefStore } from './ports/ref-store.ts';

/** What could start now of the runs on the table. A plan that cannot be read has nothing that could. */
export async function findReady(ask: {
  readonly store: RefStore;
  readonly publishing: CommitFiles;
  readonly view: TableView;
  readonly inForce: readonly ClaimRecord[];
  readonly mergeable: readonly string[];
}): Promise<Looked<readonly ReadyTask[]>> {
  const runs = await readOpenRuns(ask);
  if (!runs.ok) return runs;
  return { ok: true, value: findReadyTasks({ ...ask, runs: runs.value }) };
}

async function readOpenRuns(ask: {
  readonly store: RefStore;
  readonly publishing: CommitFiles;
}): Promise<Looked<readonly RunOnTable[]>> {
  const listed = await ask.store.list([RUNS]);
  if (!listed.ok) return listed;
  const sights = await ask.store.read([...listed.value.values()]);
  const runs: RunOnTable[] = [];
  for (const [ref, commit] of listed.value) {
    const run = /^refs\/agentic\/runs\/([^/]+)\/plan$/.exec(ref)?.[1];
    const sight = sights.get(commit);
    const state = sight?.kind === 'commit' ? readPlanMessage(sight.message)?.state : undefined;
    if (run === undefined || state !== 'open') continue;
    const text = await ask.publishing.readFile({ commit, name: 'plan.json', maxBytes: LARGEST_PLAN });
    const tasks = text === undefined ? undefined : parsePlanTasks(text);
    if (tasks) runs.push({ run: run as RunId, tasks });
  }
  return { ok: true, value: runs };
}
