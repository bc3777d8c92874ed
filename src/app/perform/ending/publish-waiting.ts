import type { Oid, RefName, RunId } from '../../../core/model/ids.ts';
import { type Checked, problemOf } from '../../../core/model/problem.ts';
import type { LeftOut } from '../../../core/run/recognise-tasks.ts';
import { chooseGround } from '../../opening/choose-ground.ts';
import { clearOtherRuns } from '../../opening/clear-other-runs.ts';
import { readTable, type TableSeen } from '../../opening/read-table.ts';
import type { CommitFiles } from '../../ports/publishing.ts';
import type { RefUpdate } from '../../ports/ref-store.ts';
import type { With } from '../run-context.ts';
import type { BranchEnd } from './branch-end.ts';
import { finishedRuns } from './finished-runs.ts';

const MOST_LOOKS = 4;

export interface WaitingWish {
  /** Of a plan without tasks: nothing of it is opened in the table. */
  readonly context: With<
    | 'branch'
    | 'branchMover'
    | 'claimant'
    | 'interruption'
    | 'plan'
    | 'publishing'
    | 'removals'
    | 'result'
    | 'tests'
  >;
  /** Where plans are read. */
  readonly files: CommitFiles;
  /** The base in the clone, where the work of others comes to. */
  readonly base: RefName | undefined;
  /** What was finished on another branch, too. */
  readonly withFinished: boolean;
}

export interface Waited {
  /** Runs whose work was brought together. */
  readonly brought: readonly { readonly run: RunId; readonly result: Oid }[];
  /** Runs whose work conflicts with the rest. */
  readonly leftOut: ReadonlyMap<RunId, LeftOut>;
  /** Of those, all of whose tasks are done. */
  readonly finished: readonly RunId[];
  /** What became of the branch; absent: there was nothing to bring to it. */
  readonly end?: BranchEnd;
}

/**
 * Brings what this branch's runs have published, and what is not on the result branch yet, to it: together, tested as
 * ever, in one transaction with what says of each run that it is over. Starts no agent. Problems: `run-elsewhere`,
 * `result-branch-taken` (what is on the branch conflicts with this one), those of the table.
 */
export async function publishWaiting(wish: WaitingWish): Promise<Checked<Waited>> {
  const { context, files, base, withFinished } = wish;
  const { claimant, publishing, plan, branch, removals, tests } = context;
  const table = await lookQuietly(context);
  if (!table.ok) return table;
  const { place } = claimant.store;
  const ground = await chooseGround({
    plan,
    from: place.kind === 'remote' ? place.name : place.folder,
    publishing,
    branch,
    table: table.value,
    branchAt:
      branch.in === 'clone' && !branch.isPatch
        ? await publishing.cloneBranch(branch.ref)
        : table.value.branch,
    baseAt: base === undefined ? undefined : await publishing.cloneBranch(base),
    own: undefined,
    withFinished,
  });
  if (!ground.ok) return ground;
  const { tip, leftOut } = ground.value;
  const brought = broughtOf(table.value, ground.value.brought);
  const accept = (value: Waited): Checked<Waited> => ({ ok: true, value, warnings: [] });
  if (brought.length === 0) return accept({ brought, leftOut, finished: [] });
  let finished: readonly RunId[] = [];
  context.result.standOn(tip);
  const finish = async (to: Oid): Promise<readonly RefUpdate[]> => {
    if (branch.isPatch) return []; // what is brought together for a file is on no ref
    const over = await finishedRuns({ ...context, files }, { table: table.value, to });
    finished = over.map(({ run }) => run);
    return over.map(({ update }) => update);
  };
  try {
    const end = await context.branchMover.move(finish, async () => {});
    return accept({ brought, leftOut, finished: end.kind === 'moved' && !end.unmarked ? finished : [], end });
  } finally {
    await tests.close();
    await removals.all();
  }
}

/** The table, while nobody is at work on a run for this branch. */
async function lookQuietly({
  claimant,
  plan: { run },
  branch,
}: With<'branch' | 'claimant' | 'plan'>): Promise<Checked<TableSeen>> {
  const ids: ReadonlySet<never> = new Set();
  for (let tries = 0; tries < MOST_LOOKS; tries++) {
    const table = await readTable({ claimant, run, branch, ids });
    if (!table.ok) return table;
    const others = await clearOtherRuns({ claimant, table: table.value, run, ids });
    if ('problem' in others) return { ok: false, problems: [others.problem] };
    if (others.kind === 'over') return table;
  }
  const data = { table: claimant.store.table, detail: 'the runs of this branch keep moving' };
  return { ok: false, problems: [problemOf('outcome-unknown', data)] };
}

const broughtOf = ({ siblings }: TableSeen, runs: readonly RunId[]): Waited['brought'] =>
  siblings.flatMap(({ run, result }) =>
    result !== undefined && runs.includes(run) ? [{ run, result }] : [],
  );
