import { type ClaimRecord, isLive, recordsIn } from '../../core/claim/record.ts';
import type { TaskView } from '../../core/claim/table.ts';
import { compareText } from '../../core/model/compare-text.ts';
import { type Checked, problemOf } from '../../core/model/problem.ts';
import type { Claimant } from '../claim/claimant.ts';
import { storeProblem } from '../store-problem.ts';
import { lookAtTable } from './look-at-table.ts';

/** What finished tasks of that name left, alone or in a batch, the newest first. `name`: a task's id, or `<run>/<id>`. Problem: `task-not-finished`. */
export async function readHandoff(
  claimant: Claimant,
  name: string,
): Promise<Checked<readonly ClaimRecord[]>> {
  const look = await lookAtTable(claimant);
  if (!look.ok) return { ok: false, problems: [storeProblem(look.failure, claimant.store.table)] };
  const records = [...look.value.view.tasks.values()].flatMap(recordOf);
  const named = records.filter(({ run, task }) => task === name || `${run}/${task}` === name);
  const finished = named.filter(({ state }) => state === 'done').sort(newestFirst);
  if (finished.length > 0) return { ok: true, value: finished, warnings: [] };
  const isAtWork = named.some(isLive);
  const others = records.filter(({ state }) => state === 'done').sort(newestFirst);
  const data = { task: name, isAtWork, finished: others.slice(0, MOST_NAMED).map(({ task }) => task) };
  return { ok: false, problems: [problemOf('task-not-finished', data)] };
}

const MOST_NAMED = 10;

const recordOf = ({ read }: TaskView): readonly ClaimRecord[] =>
  read.kind === 'record' ? recordsIn(read.record) : [];

const newestFirst = (one: ClaimRecord, other: ClaimRecord): number =>
  other.at - one.at || compareText(one.task, other.task);
