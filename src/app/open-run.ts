import { taskOfRef } from '../core/claim/refs.ts';
import type { Oid, RefName, RunId, TaskDigest, TaskId } from '../core/model/ids.ts';
import type { Plan } from '../core/model/plan.ts';
import { type Checked, type Problem, problemOf } from '../core/model/problem.ts';
import { shortBranch } from '../core/model/short-branch.ts';
import { idsWithMembers, withMembers } from '../core/plan/members.ts';
import type { Recognised } from '../core/run/recognise-tasks.ts';
import type { Claimant } from './claim/claimant.ts';
import { beginRun } from './opening/begin-run.ts';
import { chooseGround, type Ground } from './opening/choose-ground.ts';
import { clearOtherRuns } from './opening/clear-other-runs.ts';
import { digestTasks } from './opening/digest-tasks.ts';
import { finishedBefore } from './opening/finished-before.ts';
import { nameWith } from './opening/name-with.ts';
import { readTable, type SiblingSeen, type TableSeen } from './opening/read-table.ts';
import { recogniseLater, recogniseOnce } from './opening/recognise-once.ts';
import type { RecogniseMore, ResultBranch, RunRefs } from './perform/run-ground.ts';
import type { Publishing } from './ports/publishing.ts';

export interface OpenRunWish {
  readonly plan: Plan;
  /** The bytes of a plan's file. */
  readonly writePlan: (plan: Plan) => string;
  readonly claimant: Claimant;
  readonly publishing: Publishing;
  readonly branch: ResultBranch;
  /** The base in the clone, where the work of others comes to. */
  readonly base?: RefName;
  /** Tasks that a person wants done although they are, and those of which a person says that they are. */
  readonly again?: ReadonlySet<TaskId>;
  readonly accept?: ReadonlySet<TaskId>;
}

export interface RunOpened {
  readonly kind: 'open';
  /** As it was asked for, but for the name of its run. */
  readonly plan: Plan;
  readonly digests: ReadonlyMap<TaskId, TaskDigest>;
  readonly refs: RunRefs;
  /** It was there already; its tasks that are done stay done. */
  readonly joined: boolean;
  /** Tasks that were claimed before, by whomever. */
  readonly claimedBefore: readonly TaskId[];
  /** Tasks that need not be done, and those that are left alone. */
  readonly known: ReadonlyMap<TaskId, Recognised>;
  /** The same question about tasks that are made of lists. */
  readonly recogniseMore: RecogniseMore;
  /** Runs for the same target that were left unfinished: begun with other tasks, settings, or another head. */
  readonly unfinished: readonly string[];
  /** Those whose work was nowhere else, which this one begins on. */
  readonly brought: readonly RunId[];
  /** The refs of all runs, as they were before. */
  readonly listed: ReadonlyMap<RefName, Oid>;
}

/** `finished-before`: everything was done and is on the branch. */
export type OpenedRun =
  | RunOpened
  | { readonly kind: 'finished-before'; readonly plan: Plan; readonly commit: Oid; readonly branch: RefName };

const MOST_TRIES = 6;
const MOST_TORN = 2;
const NOBODY: ReadonlySet<TaskId> = new Set();

/**
 * Opens the run of a plan in the table, or joins it where it is open: plan ref and result ref, in one transaction.
 * Problems: `run-elsewhere`, `result-branch-taken`, and those of the table.
 */
export async function openRun(asked: OpenRunWish): Promise<Checked<OpenedRun>> {
  const { claimant, publishing, plan, branch } = asked;
  const wish = {
    ...asked,
    again: idsWithMembers(plan.tasks, asked.again ?? NOBODY),
    accept: idsWithMembers(plan.tasks, asked.accept ?? NOBODY),
  };
  const digests = await digestTasks(publishing, plan);
  const ids = new Set(plan.tasks.flatMap(withMembers).map(({ id }) => id));
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const table = await readTable({ claimant, run: plan.run, branch, ids });
    if (!table.ok) return table;
    const opened = await tryOpening({ wish, digests, table: table.value, mayBeTorn: tries < MOST_TORN });
    if (opened !== 'look-again') return opened;
  }
  return refuse(problemOf('run-keeps-moving', { run: plan.run, table: claimant.store.table }));
}

const refuse = (problem: Problem): Checked<never> => ({ ok: false, problems: [problem] });
const branchTaken = ({ ref }: ResultBranch, detail: string): Problem =>
  problemOf('result-branch-taken', { branch: shortBranch(ref), detail });

const accept = <T>(value: T): Checked<T> => ({ ok: true, value, warnings: [] });

interface Opening {
  readonly wish: OpenRunWish;
  readonly digests: ReadonlyMap<TaskId, TaskDigest>;
  readonly table: TableSeen;
  /** What does not fit together is looked at again. */
  readonly mayBeTorn: boolean;
}

async function tryOpening(opening: Opening): Promise<Checked<OpenedRun> | 'look-again'> {
  const { wish, digests, table } = opening;
  const plan = { ...wish.plan, run: nameWith(wish.again ?? NOBODY, wish.plan.run, table) };
  const others = await clearOtherRuns({
    claimant: wish.claimant,
    table,
    run: plan.run,
    ids: new Set(digests.keys()),
  });
  if ('problem' in others) return refuse(others.problem);
  if (others.kind === 'changed') return 'look-again';
  const own = table.siblings.find(({ run }) => run === plan.run);
  const branchAt = await branchNow(opening);
  const finished = await finishedBefore(wish, own, branchAt);
  if (finished !== undefined) return accept({ kind: 'finished-before', plan, ...finished });
  const taken = await whatTakesTheBranch(opening);
  if (taken !== undefined) return refuse(branchTaken(wish.branch, taken));
  const ground = await findGround(opening, { plan, branchAt, own: own?.result });
  if (!ground.ok) return ground;
  const { claimant, publishing, again = NOBODY, accept: accepted = NOBODY } = wish;
  const seen = { publishing, table, again, accept: accepted };
  const of = { ground: ground.value, left: others.left };
  const known = await recogniseOnce(
    { ...seen, digests, claimant, mayBeTorn: opening.mayBeTorn },
    { ...of, plan },
  );
  if (known === 'look-again') return 'look-again';
  const begun = await beginRun({ ...wish, plan, own, tip: ground.value.tip });
  if (begun === 'look-again' || !begun.ok) return begun;
  const refs = begun.value;
  const recogniseMore = recogniseLater({ ...seen, ...of });
  return accept(openedRun(opening, { plan, own, refs, known, recogniseMore, brought: ground.value.brought }));
}

const branchNow = async ({ wish: { branch, publishing }, table }: Opening): Promise<Oid | undefined> =>
  branch.in === 'clone' ? publishing.cloneBranch(branch.ref) : table.branch;

async function whatTakesTheBranch({
  wish: { branch, publishing },
  table,
}: Opening): Promise<string | undefined> {
  if (branch.in === 'clone') return publishing.cloneObstacle(branch.ref);
  return table.inTheWay && `there is a branch ${shortBranch(table.inTheWay)}`;
}

async function findGround(
  { wish, table }: Opening,
  of: { readonly plan: Plan; readonly branchAt: Oid | undefined; readonly own: Oid | undefined },
): Promise<Checked<Ground>> {
  const { claimant, publishing, branch, base } = wish;
  const baseAt = base === undefined ? undefined : await publishing.cloneBranch(base);
  const { place } = claimant.store;
  const from = place.kind === 'remote' ? place.name : place.folder;
  return chooseGround({ ...of, from, publishing, branch, table, baseAt });
}

function openedRun(
  { digests, table }: Opening,
  of: Pick<RunOpened, 'plan' | 'refs' | 'known' | 'recogniseMore' | 'brought'> & {
    readonly own: SiblingSeen | undefined;
  },
): RunOpened {
  const { plan, refs, known, recogniseMore, brought, own } = of;
  return {
    kind: 'open',
    plan,
    digests,
    refs,
    joined: own?.planTip !== undefined && own.result !== undefined,
    claimedBefore: table.taskRefs.flatMap((ref) => {
      const named = taskOfRef(ref);
      return named?.run === plan.run ? [named.task] : [];
    }),
    known,
    recogniseMore,
    brought,
    unfinished: table.siblings.flatMap(({ run, plan: said }) =>
      run !== plan.run && said?.state === 'open' ? [run] : [],
    ),
    listed: table.runs,
  };
}
