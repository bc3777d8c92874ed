import { type ClaimRecord, isLive, readRecord } from '../../core/claim/record.ts';
import { HAND, RUNS, TASKS, taskOfRef } from '../../core/claim/refs.ts';
import type { Oid, RefName, RunId, TaskId } from '../../core/model/ids.ts';
import type { Checked } from '../../core/model/problem.ts';
import { BATCH } from '../../core/plan/make-batch.ts';
import { isSameTarget } from '../../core/plan/name-run.ts';
import type { Claimant } from '../claim/claimant.ts';
import { type PlanState, readPlanMessage } from '../perform/ending/plan-commit.ts';
import type { ResultBranch } from '../perform/run-ground.ts';
import type { RefStore } from '../ports/ref-store.ts';
import { storeProblem } from '../store-problem.ts';

/** What the refs of runs and tasks say. */
export interface RecordsSeen {
  /** The refs of all runs. */
  readonly runs: ReadonlyMap<RefName, Oid>;
  /** Runs for the same target, this one too. */
  readonly siblings: readonly SiblingSeen[];
  /** The newest states of tasks that have the ids of the plan's, and of batches, in any run; and all of the siblings'. */
  readonly records: readonly TaskRecord[];
  /** All that have been claimed before, by whomever. */
  readonly taskRefs: readonly RefName[];
}

/** The table as a run finds it when it opens: one look. */
export interface TableSeen extends RecordsSeen {
  /** Where the result branch is, if that is in the table. */
  readonly branch: Oid | undefined;
  /** A branch there that excludes it: git has no name below a name. */
  readonly inTheWay: RefName | undefined;
}

export interface SiblingSeen {
  readonly run: RunId;
  readonly planTip: Oid | undefined;
  readonly result: Oid | undefined;
  /** What its plan says, where that can be read. */
  readonly plan: PlanState | undefined;
}

export interface TaskRecord {
  readonly ref: RefName;
  readonly tip: Oid;
  readonly record: ClaimRecord;
}

export async function readTable(ask: {
  readonly claimant: Claimant;
  readonly run: RunId;
  readonly branch: ResultBranch;
  readonly ids: ReadonlySet<TaskId>;
}): Promise<Checked<TableSeen>> {
  const { branch } = ask;
  const { store } = ask.claimant;
  const shown = branch.in === 'remote' && !branch.isPatch ? [branch.ref] : [];
  const around = shown.flatMap(namesAround);
  const listed = await store.list([RUNS, TASKS, ...shown, ...around]);
  if (!listed.ok) return { ok: false, problems: [storeProblem(listed.failure, store.table)] };
  const refs = listed.value;
  const inTheWay = [...refs.keys()].find((ref) =>
    around.some((name) => ref === name || (name.endsWith('/') && ref.startsWith(name))),
  );
  const value = { ...(await readRecords({ ...ask, store, refs })), branch: refs.get(branch.ref), inTheWay };
  return { ok: true, warnings: [], value };
}

/** What runs and tasks say, in a listing of both. */
export async function readRecords(ask: {
  readonly store: Pick<RefStore, 'read'>;
  readonly refs: ReadonlyMap<RefName, Oid>;
  readonly run: RunId;
  readonly ids: ReadonlySet<TaskId>;
}): Promise<RecordsSeen> {
  const { store, refs, run, ids } = ask;
  const runs = new Map([...refs].filter(([ref]) => ref.startsWith(RUNS)));
  const wanted = [...refs].filter(([ref]) => {
    const of = taskOfRef(ref);
    return (
      of !== undefined &&
      of.run !== HAND &&
      (ids.has(of.task) || of.task.startsWith(BATCH) || isSameTarget(of.run, run))
    );
  });
  const siblings = groupSiblings(runs, run);
  const plans = [...siblings.values()].flatMap(({ planTip }) => planTip ?? []);
  const sights = await store.read([...plans, ...wanted.map(([, tip]) => tip)]);
  const messageOf = (oid: Oid): string | undefined => {
    const sight = sights.get(oid);
    return sight?.kind === 'commit' ? sight.message : undefined;
  };
  return {
    runs,
    taskRefs: wanted.map(([ref]) => ref),
    siblings: [...siblings].map(([name, { planTip, result }]) => {
      const message = planTip === undefined ? undefined : messageOf(planTip);
      const plan = message === undefined ? undefined : readPlanMessage(message);
      return { run: name, planTip, result, plan };
    }),
    records: wanted.flatMap(([ref, tip]) => recordAt({ ref, tip }, messageOf(tip))),
  };
}

type SiblingRefs = Pick<SiblingSeen, 'planTip' | 'result'>;

function groupSiblings(runs: ReadonlyMap<RefName, Oid>, own: RunId): ReadonlyMap<RunId, SiblingRefs> {
  const siblings = new Map<RunId, SiblingRefs>();
  for (const [ref, tip] of runs) {
    const [, name, what] = /^refs\/agentic\/runs\/([^/]+)\/(plan|result)$/.exec(ref) ?? [];
    if (name === undefined || !isSameTarget(name, own)) continue;
    const known = siblings.get(name as RunId) ?? { planTip: undefined, result: undefined };
    siblings.set(name as RunId, { ...known, ...(what === 'plan' ? { planTip: tip } : { result: tip }) });
  }
  return siblings;
}

/** One that names another task than its ref does says nothing about either. */
function recordAt(at: Omit<TaskRecord, 'record'>, message: string | undefined): readonly TaskRecord[] {
  const read = message === undefined ? undefined : readRecord(message);
  const of = taskOfRef(at.ref);
  if (read?.kind !== 'record' || read.record.run !== of?.run || read.record.task !== of.task) return [];
  return [{ ...at, record: read.record }];
}

/** Claims of runs for the same target, this one's too, that may be in force. */
export const claimsOfTarget = ({ records }: TableSeen, run: RunId): readonly TaskRecord[] =>
  records.filter(({ record }) => isSameTarget(record.run, run) && isLive(record));

/** `refs/heads/agentic`, and all below the branch. */
function namesAround(ref: RefName): readonly RefName[] {
  const parts = ref.split('/');
  const above = parts.slice(3).map((_, at) => parts.slice(0, at + 3).join('/') as RefName);
  return [...above, `${ref}/` as RefName];
}
