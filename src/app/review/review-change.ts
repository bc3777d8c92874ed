import {
  type ChangeVerdict,
  isRefused,
  judgeChange,
  type ProposedWork,
} from '../../core/claim/judge-change.ts';
import { type ClaimRecord, readRecord } from '../../core/claim/record.ts';
import { resultRef, taskRef } from '../../core/claim/refs.ts';
import type { TableView } from '../../core/claim/table.ts';
import { oneForEachClaim, type TaskLine } from '../../core/claim/task-line.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import type { Problem } from '../../core/model/problem.ts';
import { isLockName } from '../../core/paths/lock-name.ts';
import { nameResultBranch } from '../../core/run/name-result-branch.ts';
import type { Claimant } from '../claim/claimant.ts';
import { claimsOnPaths, listClaims, locksOnPaths } from '../claim/list-claims.ts';
import { glance } from '../claim/observe.ts';
import type { Publishing } from '../ports/publishing.ts';
import { storeProblem } from '../store-problem.ts';

export interface ChangeQuestion {
  readonly claimant: Claimant;
  readonly readTaskLines: Publishing['readTaskLines'];
  readonly base: Oid;
  readonly head: Oid;
  /** What the change touches, both names of a renamed file. */
  readonly paths: readonly RepoPath[];
  /** Branches of this repository whose head it is. */
  readonly branches: readonly string[];
}

export type ChangeReview =
  | { readonly kind: 'judged'; readonly verdict: ChangeVerdict }
  | { readonly kind: 'not-seen'; readonly problem: Problem };

const MOST_COMMITS = 5_000;
/** States of one task that are read: a claim of a day is renewed two hundred times. */
const MOST_STATES = 1_000;

/** Looks once at the table, and judges a change that somebody wants to merge. Nothing is pushed. */
export async function reviewChange(ask: ChangeQuestion): Promise<ChangeReview> {
  const { claimant, base, head, paths } = ask;
  const [seen, own, change] = await Promise.all([
    glance(claimant),
    claimant.memory.load(),
    ask.readTaskLines({ tips: [head], without: [base], most: MOST_COMMITS }),
  ]);
  if (!seen.ok) return { kind: 'not-seen', problem: storeProblem(seen.failure, claimant.store.table) };
  const { claims, unknown } = listClaims(seen.value);
  const mine = new Set(own.map(({ anchor }) => anchor));
  const facts = {
    branches: ask.branches,
    claims: claimsOnPaths(
      claims.filter(({ over }) => !over),
      paths,
    ).map(({ claim, paths: shared }) => ({
      record: claim.record,
      paths: shared,
      mine: mine.has(claim.anchor) || isOfResult(claim.record, ask.branches),
    })),
    unknown: locksOnPaths(
      unknown.map(({ lock }) => lock).filter((lock) => isLockName(lock)),
      paths,
    ),
  };
  const works = await readWorks(claimant, seen.value.view, change.lines);
  const first = judgeChange({ ...facts, works });
  if (!isRefused(first) || works.length === 0) return { kind: 'judged', verdict: first };
  const confirmed = await confirmWorks(ask, works);
  return { kind: 'judged', verdict: judgeChange({ ...facts, works: confirmed }) };
}

/** A run claims on the branch that it works for, and leaves its result on one beside it. */
const isOfResult = ({ branch }: ClaimRecord, branches: readonly string[]): boolean =>
  branch !== undefined && branches.includes(nameResultBranch(branch));

/** What the task refs tell of each work, from what the one look has brought. */
async function readWorks(
  claimant: Claimant,
  view: TableView,
  lines: readonly (TaskLine & { readonly commit: Oid })[],
): Promise<readonly ProposedWork[]> {
  return Promise.all(
    oneForEachClaim(lines).map(async ({ commit, ...line }) => {
      const tip = view.tasks.get(taskRef(line.run, line.task))?.tip;
      const history = tip === undefined ? [] : await readStates(claimant, tip, line);
      return { commit, line, history, isInResult: false };
    }),
  );
}

/** Down to the newest state of the line's claim, or as far as there is any. */
async function readStates(
  claimant: Claimant,
  tip: Oid,
  { claim }: TaskLine,
): Promise<readonly ClaimRecord[]> {
  const history: ClaimRecord[] = [];
  let next: Oid | undefined = tip;
  while (next !== undefined && history.length < MOST_STATES) {
    const sight = (await claimant.store.read([next])).get(next);
    const read = sight?.kind === 'commit' ? readRecord(sight.message) : undefined;
    if (sight?.kind !== 'commit' || read?.kind !== 'record') break;
    history.push(read.record);
    if (read.record.claim === claim) break;
    next = sight.parents[0];
  }
  return history;
}

/** A server may have moved a result and not the task: then the result itself is asked. Only where it matters. */
async function confirmWorks(
  { claimant, readTaskLines, base }: ChangeQuestion,
  works: readonly ProposedWork[],
): Promise<readonly ProposedWork[]> {
  const refs = [...new Set(works.map(({ line }) => resultRef(line.run)))];
  const results = await claimant.store.list(refs);
  if (!results.ok || results.value.size === 0) return works;
  const tips = [...new Set(results.value.values())];
  const { commits } = await readTaskLines({ tips, without: [base], most: MOST_COMMITS });
  return works.map((work) => ({ ...work, isInResult: commits.has(work.commit) }));
}
