import type { Oid, TaskDigest, TaskId } from '../../core/model/ids.ts';
import type { Plan } from '../../core/model/plan.ts';
import { type Checked, type Problem, problemOf } from '../../core/model/problem.ts';
import { shortBranch } from '../../core/model/short-branch.ts';
import { idsWithMembers, withMembers } from '../../core/plan/members.ts';
import type { ClaimWish } from '../claim/claim-attempt.ts';
import type { ResultBranch, RunRefs } from '../perform/run-ground.ts';
import { beginRun } from './begin-run.ts';
import { chooseGround, type Ground } from './choose-ground.ts';
import { clearOtherRuns } from './clear-other-runs.ts';
import { digestTasks } from './digest-tasks.ts';
import { finishedBefore } from './finished-before.ts';
import { nameWith } from './name-with.ts';
import { type OpenedRun, type OpenRunWish, openedRun, type RunOpened } from './opened-run.ts';
import { readTable, type SiblingSeen, type TableSeen } from './read-table.ts';
import { recogniseLater, recogniseOnce } from './recognise-once.ts';

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
    const opened = await tryOpening({
      wish,
      digests,
      table: table.value,
      mayBeTorn: tries < MOST_TORN,
      tries,
    });
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
  readonly tries: number;
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
  const branchAt = await branchNow(opening, own);
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
  const missing = notDone(wish.needed ?? NOBODY, known);
  if (missing.length > 0) return refuse(problemOf('need-not-done', { tasks: missing }));
  const { tip, brought } = ground.value;
  const { firstWave: _, ...asked } = wish;
  const recogniseMore = recogniseLater({ ...seen, ...of });
  const wave = firstWaveOf(opening, { plan, known, recogniseMore });
  const begun = await beginRun({ ...asked, plan, own, tip, ...wave });
  if (begun === 'look-again' || !begun.ok) return begun;
  const { claimed, ...refs } = begun.value;
  return accept(openedRun(opening, { plan, own, refs, known, recogniseMore, brought, claimed }));
}

/** Only the first time: what was refused with others is asked for by itself, once the run is there. */
function firstWaveOf(
  { wish: { firstWave }, digests, tries }: Opening,
  of: Pick<RunOpened, 'plan' | 'known' | 'recogniseMore'>,
): { readonly firstWave?: (refs: RunRefs) => Promise<readonly ClaimWish[]> } {
  if (firstWave === undefined || tries > 0) return {};
  return { firstWave: (refs) => firstWave({ ...of, digests, refs }) };
}

const notDone = (needed: ReadonlySet<TaskId>, known: RunOpened['known']): readonly TaskId[] =>
  [...needed].filter((id) => (known.get(id)?.end.kind ?? 'aside') === 'aside');

/** Of a result that is no branch: what the run itself has published. */
async function branchNow(
  { wish: { branch, publishing }, table }: Opening,
  own: SiblingSeen | undefined,
): Promise<Oid | undefined> {
  if (branch.isPatch) return own?.result;
  return branch.in === 'clone' ? publishing.cloneBranch(branch.ref) : table.branch;
}

async function whatTakesTheBranch({
  wish: { branch, publishing },
  table,
}: Opening): Promise<string | undefined> {
  if (branch.isPatch) return undefined;
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
