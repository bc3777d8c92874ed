import type { ProjectState } from '../model/project-state.ts';
import { classifyPath } from '../paths/classify-path.ts';
import type { ChangedPath } from './rules/rule.ts';

/** Changed paths as rules look at them, each with what is known of its lines. */
export function changedPaths({
  changes,
  lines = [],
}: Pick<ProjectState, 'changes' | 'lines'>): readonly ChangedPath[] {
  const byPath = new Map(lines.map((file) => [file.path, file]));
  return changes.map((change) => {
    const own = byPath.get(change.path);
    return {
      path: change.path,
      change,
      classes: classifyPath(change.path),
      count: (change.added ?? 0) + (change.deleted ?? 0),
      ...(own === undefined ? {} : { lines: own }),
    };
  });
}
