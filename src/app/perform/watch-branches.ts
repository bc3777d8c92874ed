import type { Oid, RefName, RepoPath } from '../../core/model/ids.ts';
import type { With } from './run-context.ts';

type Watches = With<'atWork' | 'branch' | 'claimant' | 'publishing'>;

/**
 * Looks now and then whether a branch that the run stands on has moved, on the team's remote or, without one, in the
 * clone, and tells the agents at work which of their files that concerns. Looking pushes nothing; what cannot be seen
 * is looked for again.
 */
export async function watchBranches(context: Watches & With<'watch'>, over: AbortSignal): Promise<void> {
  const { watch, claimant } = context;
  if (watch === undefined) return;
  const seen = new Map(watch.branches.map(({ ref, since }) => [ref, since]));
  for (;;) {
    await claimant.machine.sleep(watch.everyMs, over);
    if (over.aborted) return;
    if (!context.atWork.hearsNews) continue;
    await lookOnce(context, seen).catch(() => {}); // a notice that is missed costs nobody a result
  }
}

async function lookOnce(context: Watches, seen: Map<RefName, Oid>): Promise<void> {
  const tips = await readTips(context, [...seen.keys()]);
  for (const [ref, before] of seen) {
    const now = tips.get(ref);
    if (now === undefined || now === before) continue;
    seen.set(ref, now);
    const changed: readonly RepoPath[] = await context.publishing.changedPaths(before, now);
    await context.atWork.tell({ commit: now, changed });
  }
}

/** Where they are now; what cannot be seen is left out. */
async function readTips(
  { branch, claimant, publishing }: With<'branch' | 'claimant' | 'publishing'>,
  refs: readonly RefName[],
): Promise<ReadonlyMap<RefName, Oid | undefined>> {
  if (branch.in === 'clone')
    return new Map(
      await Promise.all(refs.map(async (ref) => [ref, await publishing.cloneBranch(ref)] as const)),
    );
  const listed = await claimant.store.list(refs);
  return listed.ok ? listed.value : new Map();
}
