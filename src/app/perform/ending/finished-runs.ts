import { planRef } from '../../../core/claim/refs.ts';
import type { Oid, RunId, TaskId } from '../../../core/model/ids.ts';
import { LARGEST_PLAN, readPlanFile } from '../../../core/plan/read-plan-file.ts';
import { settleOnTable, type TaskSeen } from '../../../core/run/settle-on-table.ts';
import { conditionReader } from '../../opening/read-conditions.ts';
import type { SiblingSeen, TableSeen } from '../../opening/read-table.ts';
import type { CommitFiles } from '../../ports/publishing.ts';
import type { RefUpdate } from '../../ports/ref-store.ts';
import type { With } from '../run-context.ts';
import { planMessage } from './plan-commit.ts';

type Around = With<'publishing' | 'claimant' | 'branch'> & { readonly files: CommitFiles };

/** The runs that are over once a commit is on the branch, each with what makes its plan ref say so. */
export async function finishedRuns(
  context: Around,
  seen: { readonly table: TableSeen; readonly to: Oid },
): Promise<readonly { readonly run: RunId; readonly update: RefUpdate }[]> {
  const over: { readonly run: RunId; readonly update: RefUpdate }[] = [];
  for (const sibling of seen.table.siblings) {
    const update = await endOf(context, { ...seen, sibling });
    if (update !== undefined) over.push({ run: sibling.run, update });
  }
  return over;
}

async function endOf(
  context: Around,
  { table, to, sibling }: { readonly table: TableSeen; readonly to: Oid; readonly sibling: SiblingSeen },
): Promise<RefUpdate | undefined> {
  const { publishing, claimant, branch, files } = context;
  const { run, planTip, result, plan } = sibling;
  if (planTip === undefined || result === undefined || plan === undefined) return undefined;
  if (!(await publishing.contains({ commit: result, in: to }))) return undefined;
  const json = await files.readFile({ commit: planTip, name: 'plan.json', maxBytes: LARGEST_PLAN });
  if (json === undefined || !(await isDone(json, table, run))) return undefined;
  const commit = await publishing.commit({
    tree: await publishing.treeOf(planTip),
    parents: [planTip],
    message: planMessage({
      run,
      state: 'finished',
      at: claimant.machine.now().wall,
      ...(plan.head ? { head: plan.head } : {}),
      result: to,
      branch: branch.ref,
    }),
  });
  return { ref: planRef(run), expect: planTip, to: commit };
}

/** A plan that somebody else wrote: one task in it that cannot be read is one that is not known to be done. */
async function isDone(json: string, { records }: TableSeen, run: RunId): Promise<boolean> {
  const plan = readPlanFile(json);
  if (plan.kind !== 'plan' || plan.tasks.length !== countTasks(json)) return false;
  const done = new Map(
    records.flatMap(({ record }) =>
      record.run === run && record.state === 'done' ? [[record.task, record] as const] : [],
    ),
  );
  const see = (task: TaskId): TaskSeen => {
    const record = done.get(task);
    return { standing: record === undefined ? 'idle' : 'done', outputs: record?.handoff?.outputs ?? {} };
  };
  const settled = settleOnTable({ plan, see, read: await conditionReader(plan.tasks) });
  return settled.every(({ standing }) => standing === 'done' || standing === 'skipped');
}

function countTasks(json: string): number {
  const plan: unknown = JSON.parse(json);
  const tasks = typeof plan === 'object' && plan !== null && 'tasks' in plan ? plan.tasks : undefined;
  return Array.isArray(tasks) ? tasks.length : -1;
}
