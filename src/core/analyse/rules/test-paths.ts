import { compareText } from '../../model/compare-text.ts';
import type { RepoPath } from '../../model/ids.ts';
import type { ProjectState } from '../../model/project-state.ts';
import { predictTestPath } from '../../paths/predict-test-path.ts';

/** Tests that are there, else where they would stand; the agent may write others and claims them then. */
export function testPaths(files: readonly RepoPath[], { tests = [] }: ProjectState): readonly string[] {
  const found = files.flatMap((file) => {
    const existing = tests.filter((test) => test.of === file && !test.gone).map((test) => test.path);
    const predicted = predictTestPath(file);
    return existing.length > 0 || predicted === undefined ? existing : [predicted];
  });
  return [...new Set<string>(found)].sort(compareText);
}
