import type { Oid, TaskId } from '../../core/model/ids.ts';
import { matchPaths } from '../../core/model/match-paths.ts';
import { isoSeconds } from '../../core/model/time.ts';
import { type RunContext, taskOf } from './run-context.ts';

const MOST_PATHS = 100;

/** Tells every agent at work which of the files that it reads, writes or is about have just been published anew. */
export async function notifyOthers(
  context: RunContext,
  published: TaskId,
  commit: Oid | undefined,
): Promise<void> {
  const changed = context.board.handoffs.get(published)?.paths ?? [];
  if (commit === undefined || changed.length === 0) return;
  const at = isoSeconds(context.desk.machine.now().wall);
  for (const [id, { exchange }] of context.board.works) {
    if (id === published || exchange === undefined) continue;
    const { reads, writes, files } = taskOf(context, id);
    const relies = matchPaths([...reads, ...writes]);
    const paths = changed.filter((path) => relies(path) || files.includes(path)).slice(0, MOST_PATHS);
    if (paths.length > 0) await exchange.notify({ kind: 'published', at, task: published, commit, paths });
  }
}
