import { decideDismissal } from '../../core/claim/decide-dismissal.ts';
import type { RefAt } from '../../core/claim/decide-upkeep.ts';
import { whoHolds } from '../../core/claim/holder.ts';
import { RUNS, resultRef } from '../../core/claim/refs.ts';
import type { Oid, RefName, RunId } from '../../core/model/ids.ts';
import { refName, runId } from '../../core/model/ids.ts';
import { type Checked, type Problem, problemOf } from '../../core/model/problem.ts';
import type { Claimant } from '../claim/claimant.ts';
import { clearObstacles } from '../claim/clear-claims.ts';
import { observe } from '../claim/observe.ts';
import { isPassing, retryBudgetOf } from '../claim/retry-budget.ts';
import type { Publishing } from '../ports/publishing.ts';
import { storeProblem } from '../store-problem.ts';
import { readStandings } from './read-runs.ts';

export interface DismissWish {
  readonly claimant: Claimant;
  readonly publishing: Publishing;
  /** As they were typed. */
  readonly runs: readonly string[];
  /** What is in one of these is not lost with a run. */
  readonly published: readonly Oid[];
}

export interface DismissedRun {
  readonly run: RunId;
  /** Where its unpublished result is kept, for as long as other unpublished work. */
  readonly kept?: RefName;
}

const MOST_TRIES = 5;

/**
 * Gives up what runs have left unfinished: each one's refs go in one transaction, by exact object, once nobody is at
 * work on it. What it had published and is on no branch is kept here first. All of them, or a problem before anything is
 * changed: `run-not-unfinished`, `run-at-work`, those of the table.
 */
export async function dismissRuns(wish: DismissWish): Promise<Checked<readonly DismissedRun[]>> {
  const known = await knownRuns(wish);
  if (!known.ok) return known;
  const runs = [...new Set(wish.runs)].map((run) => runId(run)); // of the listing, as was just seen
  const looked = await lookAll(wish, runs);
  if (!looked.ok) return looked;
  const dismissed: DismissedRun[] = [];
  for (const run of runs) {
    const done = await dismissOne(wish, run);
    if (!done.ok) return done;
    dismissed.push(done.value);
  }
  return { ok: true, value: dismissed, warnings: [] };
}

const refuse = (problems: readonly Problem[]): Checked<never> => ({ ok: false, problems });
const accept = <T>(value: T): Checked<T> => ({ ok: true, value, warnings: [] });

/** All that are named are there, and unfinished. */
async function knownRuns({ claimant, runs }: DismissWish): Promise<Checked<undefined>> {
  const listed = await claimant.store.list([RUNS]);
  if (!listed.ok) return refuse([storeProblem(listed.failure, claimant.store.table)]);
  const standings = await readStandings(claimant, listed.value);
  const known = [...standings].flatMap(([run, { state }]) => (state === 'open' ? [run] : []));
  const wrong = runs.filter((run) => !known.includes(run));
  if (wrong.length === 0) return accept(undefined);
  return refuse(
    wrong.map((run) => {
      const state = standings.get(run)?.state;
      const is = state === 'finished' ? 'finished' : state === 'unknown' ? 'of another version' : '';
      return problemOf('run-not-unfinished', { run, state: is, known });
    }),
  );
}

async function lookAll({ claimant }: DismissWish, runs: readonly RunId[]): Promise<Checked<undefined>> {
  const seen = await observe(claimant, { locks: 'all', taskRefs: [] });
  if (!seen.ok) return refuse([storeProblem(seen.failure, claimant.store.table)]);
  const problems = runs.flatMap((run) => {
    const decided = decideDismissal({ ...seen.value, run });
    return decided.kind === 'at-work' ? [atWork(run, decided.record)] : [];
  });
  return problems.length > 0 ? refuse(problems) : accept(undefined);
}

const atWork = (run: RunId, record: Parameters<typeof whoHolds>[0] & { readonly task: string }): Problem =>
  problemOf('run-at-work', { run, task: record.task, holder: whoHolds(record) });

async function dismissOne(wish: DismissWish, run: RunId): Promise<Checked<DismissedRun>> {
  const { claimant } = wish;
  const retryBudget = retryBudgetOf(claimant);
  let kept: RefName | undefined;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const seen = await observe(claimant, { locks: 'all', taskRefs: [] });
    if (!seen.ok) return refuse([storeProblem(seen.failure, claimant.store.table)]);
    const decided = decideDismissal({ ...seen.value, run });
    if (decided.kind === 'at-work') return refuse([atWork(run, decided.record)]);
    if (decided.clear.length > 0) {
      await clearObstacles(claimant, decided.clear);
      continue;
    }
    const own = await claimant.store.list([refName(`${RUNS}${run}/`)]);
    if (!own.ok) return refuse([storeProblem(own.failure, claimant.store.table)]);
    const refs = [...[...own.value].map(([ref, tip]) => ({ ref, tip })), ...decided.tasks];
    if (refs.length === 0) return accept({ run, ...(kept ? { kept } : {}) });
    kept = (await keepResult(wish, run, own.value.get(resultRef(run)))) ?? kept;
    const outcome = await claimant.store.commit({ updates: refs.map(deletion), objects: [] });
    if (outcome.kind === 'applied') return accept({ run, ...(kept ? { kept } : {}) });
    // refused: something of it has moved; unknown: looking tells
    if (outcome.kind !== 'failed') continue;
    const { failure } = outcome;
    if (!isPassing(failure) || !(await retryBudget.again(failure.retryAfterS)))
      return refuse([storeProblem(failure, claimant.store.table)]);
  }
  const detail = 'its refs keep moving';
  return refuse([problemOf('outcome-unknown', { table: claimant.store.table, detail })]);
}

const deletion = ({ ref, tip }: RefAt) => ({ ref, expect: tip, to: null });

/** The date of a commit decides how long it is kept: that of the work may be old. */
async function keepResult(
  { publishing, claimant, published }: DismissWish,
  run: RunId,
  tip: Oid | undefined,
): Promise<RefName | undefined> {
  if (tip === undefined) return undefined;
  for (const one of published) if (await publishing.contains({ commit: tip, in: one })) return undefined;
  const commit = await publishing.commit({
    tree: await publishing.treeOf(tip),
    parents: [tip],
    message: `Unpublished work of ${run}, which was given up\n`,
    at: claimant.machine.now().wall,
  });
  return publishing.keep(`${run}/result-${tip.slice(0, 8)}`, commit);
}
