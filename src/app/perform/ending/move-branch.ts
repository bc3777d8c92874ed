import type { Oid } from '../../../core/model/ids.ts';
import { type Problem, problemOf } from '../../../core/model/problem.ts';
import { shortBranch } from '../../../core/model/short-branch.ts';
import { unreachable } from '../../../core/model/unreachable.ts';
import { isPassing, type RetryBudget, retryBudgetOf } from '../../claim/retry-budget.ts';
import type { RefUpdate } from '../../ports/ref-store.ts';
import { storeProblem } from '../../store-problem.ts';
import type { Result } from '../../transfer/result.ts';
import type { RunGround } from '../run-ground.ts';
import type { TestBench } from '../testing/test-bench.ts';
import type { BranchEnd } from './branch-end.ts';
import { whyNotForward } from './forward-only.ts';
import { sendMoves } from './send-moves.ts';

const MOST_TRIES = 4;

/** The branch that shows the result. */
export interface BranchMover {
  /**
   * Moves the result branch to the result, from exactly where it is, never backwards: what somebody else put there is
   * merged. What `finish` says moves in the same transaction where there is a remote; `look` finds the result as it is
   * now.
   */
  move(
    finish?: (to: Oid) => Promise<readonly RefUpdate[]>,
    look?: () => Promise<unknown>,
  ): Promise<BranchEnd>;
}

interface Moves extends Pick<RunGround, 'branch' | 'claimant' | 'publishing'> {
  readonly interrupted: AbortSignal;
  readonly result: Result;
  readonly tests: TestBench;
}

export const branchMover = (of: Moves): BranchMover => ({
  move: (finish, look = () => of.result.look()) => moveBranch(of, finish, look),
});

async function moveBranch(
  context: Moves,
  finish: ((to: Oid) => Promise<readonly RefUpdate[]>) | undefined,
  look: () => Promise<unknown>,
): Promise<BranchEnd> {
  const retryBudget = retryBudgetOf(context.claimant, context.interrupted);
  for (let refusals = 0; refusals < MOST_TRIES; ) {
    await look();
    const old = await readBranch(context);
    if (!old.ok) {
      if (old.mayPass && (await retryBudget.again())) continue;
      return notMoved(old.problem);
    }
    const goal = await goalFrom(context, old.at);
    if ('problem' in goal) return notMoved(goal.problem);
    const extra = finish === undefined ? [] : await finish(goal.to);
    if (goal.to === old.at && extra.length === 0) return { kind: 'moved', to: goal.to };
    const sent = await send({ context, from: old.at, to: goal.to, extra, retryBudget });
    if (typeof sent === 'object') return sent;
    if (sent === 'refused') refusals++;
  }
  return notMoved(taken(context, 'it keeps moving'));
}

const notMoved = (problem: Problem): BranchEnd => ({ kind: 'not-moved', problem });

const taken = (
  { branch }: Pick<RunGround, 'branch'>,
  detail: string,
  paths: readonly string[] = [],
): Problem => ({
  code: 'result-branch-taken',
  data: { branch: shortBranch(branch.ref), detail, paths },
});

type BranchSight =
  | { readonly ok: true; readonly at: Oid | undefined }
  | { readonly ok: false; readonly problem: Problem; readonly mayPass: boolean };

export async function readBranch(
  context: Pick<RunGround, 'branch' | 'claimant' | 'publishing'>,
): Promise<BranchSight> {
  const { branch, claimant, publishing } = context;
  if (branch.isPatch) return { ok: true, at: undefined };
  if (branch.in === 'clone') return { ok: true, at: await publishing.cloneBranch(branch.ref) };
  const listed = await claimant.store.list([branch.ref]);
  if (!listed.ok) {
    const problem = storeProblem(listed.failure, claimant.store.table);
    return { ok: false, problem, mayPass: isPassing(listed.failure) };
  }
  return { ok: true, at: listed.value.get(branch.ref) };
}

/** The result, with what is on the branch and not in it merged in, tested together. */
async function goalFrom(
  context: Moves,
  old: Oid | undefined,
): Promise<{ readonly to: Oid } | { readonly problem: Problem }> {
  const { branch, publishing, result } = context;
  const barred = branch.isTarget && (await whyNotForward(context, { at: old, onto: result.tip }));
  if (barred) return { problem: barred };
  if (old === undefined || (await publishing.contains({ commit: old, in: result.tip })))
    return verified(context, result.tip);
  // Somebody who joined this run has moved it already.
  if (await publishing.contains({ commit: result.tip, in: old })) return { to: old };
  const merged = await publishing.merge(result.tip, old);
  if (merged.kind === 'conflict')
    return { problem: taken(context, 'it conflicts with this result', merged.paths) };
  const name = shortBranch(context.branch.ref);
  const to = await publishing.commit({
    tree: merged.tree,
    parents: [result.tip, old],
    message: `Merge what was on ${name}\n`,
  });
  return verified(context, to);
}

/** A combination that nobody has tested is not published. */
async function verified(
  context: Pick<Moves, 'tests'>,
  to: Oid,
): Promise<{ readonly to: Oid } | { readonly problem: Problem }> {
  const found = await context.tests.test(to);
  if (found.passed) return { to };
  const { passed: _, isWorld: __, ...failure } = found;
  return { problem: problemOf('verify-failed', { commit: to, ...failure }) };
}

interface Move {
  readonly context: Moves;
  readonly from: Oid | undefined;
  readonly to: Oid;
  readonly extra: readonly RefUpdate[];
  readonly retryBudget: RetryBudget;
}

type Again = 'refused' | 'look-again';

/** Branch and plan ref, in one transaction where both are in the table. */
async function send(move: Move): Promise<BranchEnd | Again> {
  const { context, from, to, extra, retryBudget } = move;
  const { branch } = context;
  const moves = from !== to && !branch.isPatch;
  if (branch.in === 'clone' && moves) {
    const refused = await moveInClone(move);
    if (refused !== undefined) return refused;
  }
  const own = branch.in === 'remote' && moves ? [{ ref: branch.ref, expect: from ?? null, to }] : [];
  const updates = [...own, ...extra];
  if (updates.length === 0) return { kind: 'moved', to };
  const sent = await sendMoves(context, updates, retryBudget);
  switch (sent.kind) {
    case 'applied':
      return { kind: 'moved', to };
    case 'refused':
      return (own.length === 0 ? undefined : await blockedByName(context)) ?? 'refused';
    case 'look-again':
      return 'look-again';
    case 'failed':
      return own.length === 0 ? { kind: 'moved', to, unmarked: sent.problem } : notMoved(sent.problem);
    default:
      return unreachable(sent);
  }
}

/** The user's own branch, where there is no remote. `undefined`: it is there now. */
async function moveInClone({ context, from, to, retryBudget }: Move): Promise<BranchEnd | Again | undefined> {
  const { branch, publishing } = context;
  const answer = await publishing.moveCloneBranch({ ref: branch.ref, expect: from ?? null, to });
  switch (answer.kind) {
    case 'moved':
      return undefined;
    case 'refused':
      return answer.why === 'moved-meanwhile' ? 'refused' : notMoved(taken(context, answer.why));
    case 'failed':
      // another git of the user may just be at work there
      if (await retryBudget.again()) return 'refused';
      return notMoved({ code: 'git-failed', data: { detail: answer.detail } });
    default:
      return unreachable(answer);
  }
}

/** A branch `agentic` excludes every `agentic/…`. */
async function blockedByName(
  context: Pick<RunGround, 'branch' | 'claimant'>,
): Promise<BranchEnd | undefined> {
  const { branch, claimant } = context;
  const above = branch.ref.split('/').slice(0, -1).join('/') as typeof branch.ref;
  if (above === 'refs/heads') return undefined;
  const listed = await claimant.store.list([above]);
  if (!listed.ok || !listed.value.has(above)) return undefined;
  return notMoved(taken(context, `there is a branch ${shortBranch(above)}`));
}
