import type { Oid, RepoPath, TaskId } from '../../core/model/ids.ts';
import { isoSeconds } from '../../core/model/time.ts';
import { matchPaths } from '../../core/paths/match-paths.ts';
import { taskOf, type With } from './run-context.ts';

const MOST_PATHS = 100;

/** What has changed: by a task of this run, or, without one, because a branch that the run stands on has moved. */
export interface News {
  readonly task?: TaskId;
  readonly commit: Oid;
  readonly changed: readonly RepoPath[];
}

/** Tells every agent at work that relies on one of the changed files: it reads it, writes it, or is about it. */
export async function notifyRunning(
  context: With<'atWork' | 'claimant' | 'plan'>,
  news: News,
): Promise<void> {
  const { changed, ...rest } = news;
  const at = isoSeconds(context.claimant.machine.now().wall);
  for (const [id, exchange] of context.atWork.exchanges()) {
    if (id === news.task) continue;
    const { reads, writes, files } = taskOf(context, id);
    const relies = matchPaths([...reads, ...writes]);
    const paths = changed.filter((path) => relies(path) || files.includes(path)).slice(0, MOST_PATHS);
    if (paths.length > 0) await exchange.notify({ kind: 'published', ...rest, at, paths });
  }
}
