import { compareText } from '../../core/model/compare-text.ts';
import type { Oid, RepoPath, TaskId } from '../../core/model/ids.ts';
import { literalPattern, matchPaths } from '../../core/paths/match-paths.ts';
import { sharedGlobs } from '../../core/paths/shared-paths.ts';
import type { RunRecord } from '../../core/run/run-record.ts';
import type { RunState } from '../../core/run/run-state.ts';
import type { RunContext } from '../perform/run-context.ts';

/** A path that could be merged instead of locked. */
export interface MergeableProposal {
  readonly path: RepoPath;
  /** As it is written into a configuration: a name is a name there, whatever characters it has. */
  readonly glob: string;
  /** Tasks of this run that waited while another one was at work on it. */
  readonly waited: number;
}

const MOST_TRIALS = 50;

/**
 * Paths that made tasks of this run wait and never conflicted: git merges what the two that met there have published.
 * Waiting for claims of other runs is not looked at: their results are not ours to try.
 */
export async function proposeMergeable(ask: {
  readonly context: Pick<RunContext, 'publishing' | 'settings'>;
  readonly state: RunState;
  readonly record: RunRecord;
}): Promise<readonly MergeableProposal[]> {
  const { context, state, record } = ask;
  if (state.interrupted) return [];
  const isShared = matchPaths(sharedGlobs(context.settings.claims));
  const waited = new Map<RepoPath, Set<TaskId>>();
  const conflicted = new Set<RepoPath>();
  for (const pair of publishedPairs(state, record).slice(0, MOST_TRIALS)) {
    const trial = await tryPair(context, pair);
    for (const path of trial?.conflicts ?? []) conflicted.add(path);
    for (const path of trial?.shared ?? [])
      waited.set(path, new Set([...(waited.get(path) ?? []), pair.task]));
  }
  return [...waited]
    .filter(([path]) => !conflicted.has(path) && !isShared(path) && path.isWellFormed())
    .map(([path, tasks]) => ({ path, glob: literalPattern(path), waited: tasks.size }))
    .sort((a, b) => b.waited - a.waited || compareText(a.path, b.path));
}

interface Pair {
  /** The one that waited. */
  readonly task: TaskId;
  readonly commits: readonly [Oid, Oid];
}

function publishedPairs(state: RunState, record: RunRecord): readonly Pair[] {
  const commits = new Map(
    state.tasks.flatMap(({ task, phase }) =>
      phase.kind === 'done' && phase.commit !== undefined ? [[task.id, phase.commit] as const] : [],
    ),
  );
  return [...record.waitedInRun].flatMap(([task, others]) =>
    [...others].flatMap((other): readonly Pair[] => {
      const [own, theirs] = [commits.get(task), commits.get(other)];
      return own === undefined || theirs === undefined ? [] : [{ task, commits: [theirs, own] }];
    }),
  );
}

/** `undefined`: it could not be tried. A proposal is not worth a failed run. */
async function tryPair({ publishing }: Pick<RunContext, 'publishing'>, { commits: [one, two] }: Pair) {
  try {
    // Whoever waited may have been published first all the same: the other one failed and was tried again.
    const inOrder = await publishing.contains({ commit: one, in: two });
    return await publishing.trialMerge(inOrder ? { first: one, second: two } : { first: two, second: one });
  } catch {
    return undefined;
  }
}
