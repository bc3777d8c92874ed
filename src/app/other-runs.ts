import { whoHolds } from '../core/claim/holder.ts';
import { isLive } from '../core/claim/record.ts';
import { RUNS, TASKS, taskOfRef } from '../core/claim/refs.ts';
import type { Oid, RefName, RunId } from '../core/model/ids.ts';
import type { Plan } from '../core/model/plan.ts';
import type { Checked, Problem } from '../core/model/problem.ts';
import type { ClaimDesk } from './claim/desk.ts';
import { observe } from './claim/observe.ts';
import { readPlanMessage } from './perform/ending/plan-commit.ts';
import { storeProblem } from './store-problem.ts';

interface Siblings {
  readonly plan: Plan;
  readonly desk: ClaimDesk;
}

export interface SiblingsSeen {
  readonly runs: readonly string[];
  readonly unfinished: readonly string[];
  /** The refs of all runs. */
  readonly listed: ReadonlyMap<RefName, Oid>;
}

/** Other runs for the same target, and which of them did not come to their end. */
export async function readSiblings({ plan, desk }: Siblings): Promise<Checked<SiblingsSeen>> {
  const listed = await desk.store.list([RUNS]);
  if (!listed.ok) return { ok: false, problems: [storeProblem(listed.failure, desk.store.table)] };
  const tips = new Map<string, Oid>();
  for (const [ref, tip] of listed.value) {
    const run = /^refs\/agentic\/runs\/([^/]+)\/plan$/.exec(ref)?.[1];
    if (run !== undefined && isSibling(run, plan.run)) tips.set(run, tip);
  }
  const sights = await desk.store.read([...tips.values()]);
  const unfinished = [...tips].flatMap(([run, tip]) => {
    const sight = sights.get(tip);
    const state = sight?.kind === 'commit' ? readPlanMessage(sight.message) : undefined;
    return state?.state === 'open' ? [run] : [];
  });
  return { ok: true, value: { runs: [...tips.keys()], unfinished, listed: listed.value }, warnings: [] };
}

/** Somebody at work on another run for the same target: its result and ours would have to be merged by nobody. */
export async function otherRunAtWork(
  { desk }: Siblings,
  others: readonly string[],
): Promise<Problem | undefined> {
  if (others.length === 0) return undefined;
  const tasks = await desk.store.list(others.map((run) => `${TASKS}${run}/` as RefName));
  if (!tasks.ok || tasks.value.size === 0) return undefined;
  const seen = await observe(desk, { locks: [], taskRefs: [...tasks.value.keys()] });
  if (!seen.ok) return undefined;
  for (const [ref, task] of seen.value.view.tasks) {
    if (task.read.kind !== 'record' || !isLive(task.read.record)) continue;
    const { record } = task.read;
    if (seen.value.isOver(ref, task.tip, record)) continue;
    const data = {
      run: taskOfRef(ref)?.run ?? '',
      task: record.task,
      holder: whoHolds(record),
      claim: record.claim,
    };
    return { code: 'run-elsewhere', severity: 'error', data };
  }
  return undefined;
}

/** `<target>-<8 hex>[-<attempt>]` of the same target, but not the same run. */
function isSibling(other: string, own: RunId): boolean {
  const target = (run: string): string => run.replace(/-[0-9a-f]{8}(-\d+)?$/, '');
  return other !== own && target(other) === target(own);
}
