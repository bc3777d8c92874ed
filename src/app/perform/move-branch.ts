import type { Oid } from '../../core/model/ids.ts';
import type { Problem } from '../../core/model/problem.ts';
import { unreachable } from '../../core/model/unreachable.ts';
import type { RefUpdate } from '../ports/ref-store.ts';
import { storeProblem } from '../store-problem.ts';
import { refreshResult } from './read-result.ts';
import type { BranchEnd, RunContext } from './run-context.ts';
import { verifyTree } from './verify-tree.ts';

const MOST_TRIES = 4;

/**
 * Moves the result branch to the result, from exactly where it is, never backwards: what somebody else put there is
 * merged. `extra` moves in the same transaction where there is a remote.
 */
export async function moveBranch(
  context: RunContext,
  finish?: (to: Oid) => Promise<readonly RefUpdate[]>,
): Promise<BranchEnd> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    await refreshResult(context);
    const old = await readBranch(context);
    if (!old.ok) return notMoved(old.problem);
    const goal = await goalFrom(context, old.at);
    if ('problem' in goal) return notMoved(goal.problem);
    const extra = finish === undefined ? [] : await finish(goal.to);
    if (goal.to === old.at && extra.length === 0) return { kind: 'moved', to: goal.to };
    const sent = await send(context, { from: old.at, to: goal.to, extra });
    if (sent !== 'again') return sent;
  }
  return notMoved(taken(context, 'it keeps moving'));
}

const notMoved = (problem: Problem): BranchEnd => ({ kind: 'not-moved', problem });

const taken = ({ branch }: RunContext, detail: string, paths: readonly string[] = []): Problem => ({
  code: 'result-branch-taken',
  severity: 'error',
  data: { branch: branch.ref.replace('refs/heads/', ''), detail, paths },
});

type BranchSight =
  | { readonly ok: true; readonly at: Oid | undefined }
  | { readonly ok: false; readonly problem: Problem };

export async function readBranch(
  context: Pick<RunContext, 'branch' | 'desk' | 'publishing'>,
): Promise<BranchSight> {
  const { branch, desk, publishing } = context;
  if (branch.in === 'clone') return { ok: true, at: await publishing.cloneBranch(branch.ref) };
  const listed = await desk.store.list([branch.ref]);
  if (!listed.ok) return { ok: false, problem: storeProblem(listed.failure, desk.store.table) };
  return { ok: true, at: listed.value.get(branch.ref) };
}

/** The result, with what is on the branch and not in it merged in, tested together. */
async function goalFrom(
  context: RunContext,
  old: Oid | undefined,
): Promise<{ readonly to: Oid } | { readonly problem: Problem }> {
  const { publishing, result } = context;
  if (old === undefined || (await publishing.contains({ commit: old, in: result.tip })))
    return verified(context, result.tip);
  // Somebody who joined this run has moved it already.
  if (await publishing.contains({ commit: result.tip, in: old })) return { to: old };
  const merged = await publishing.merge(result.tip, old);
  if (merged.kind === 'conflict')
    return { problem: taken(context, 'it conflicts with this result', merged.paths) };
  const name = context.branch.ref.replace('refs/heads/', '');
  const to = await publishing.commit({
    tree: merged.tree,
    parents: [result.tip, old],
    message: `Merge what was on ${name}\n`,
  });
  return verified(context, to);
}

/** A combination that nobody has tested is not published. */
async function verified(
  context: RunContext,
  to: Oid,
): Promise<{ readonly to: Oid } | { readonly problem: Problem }> {
  const found = await verifyTree(context, to);
  if (found.passed) return { to };
  return { problem: { code: 'verify-failed', severity: 'error', data: { log: found.log, commit: to } } };
}

async function send(
  context: RunContext,
  move: { readonly from: Oid | undefined; readonly to: Oid; readonly extra: readonly RefUpdate[] },
): Promise<BranchEnd | 'again'> {
  const { branch, desk, publishing } = context;
  const { from, to, extra } = move;
  const moved: BranchEnd = { kind: 'moved', to };
  if (branch.in === 'clone') {
    const answer =
      from === to
        ? ({ kind: 'moved' } as const)
        : await publishing.moveCloneBranch({ ref: branch.ref, expect: from ?? null, to });
    if (answer.kind === 'refused' && answer.why === 'moved-meanwhile') return 'again';
    if (answer.kind === 'refused') return notMoved(taken(context, answer.why));
    if (answer.kind === 'failed')
      return notMoved({ code: 'git-failed', severity: 'error', data: { detail: answer.detail } });
    if (extra.length > 0) await desk.store.commit({ updates: extra, objects: [] });
    return moved;
  }
  const own = from === to ? [] : [{ ref: branch.ref, expect: from ?? null, to }];
  const outcome = await desk.store.commit({ updates: [...own, ...extra], objects: [] });
  switch (outcome.kind) {
    case 'applied':
      return moved;
    case 'refused':
      return (await blockedByName(context)) ?? 'again';
    case 'unknown': {
      const seen = await readBranch(context);
      return seen.ok && seen.at === to ? moved : 'again';
    }
    case 'failed':
      return notMoved(storeProblem(outcome.failure, desk.store.table));
    default:
      return unreachable(outcome);
  }
}

/** A branch `agentic` excludes every `agentic/…`. */
async function blockedByName(context: RunContext): Promise<BranchEnd | undefined> {
  const { branch, desk } = context;
  const above = branch.ref.split('/').slice(0, -1).join('/') as typeof branch.ref;
  if (above === 'refs/heads') return undefined;
  const listed = await desk.store.list([above]);
  if (!listed.ok || !listed.value.has(above)) return undefined;
  return notMoved(taken(context, `there is a branch ${above.replace('refs/heads/', '')}`));
}
