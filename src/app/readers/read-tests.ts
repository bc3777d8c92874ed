import type { Oid, RepoPath } from '../../core/model/ids.ts';
import type { TestOf } from '../../core/model/project-state.ts';
import { classifyPath } from '../../core/paths/classify-path.ts';
import { matchTests } from '../../core/paths/match-tests.ts';
import type { Repository } from '../ports/repository.ts';

/** Tests that the project has for files that the coverage report knows. */
export async function readTests(
  repository: Pick<Repository, 'listFiles'>,
  head: Oid,
  measured: readonly RepoPath[],
): Promise<readonly TestOf[]> {
  if (measured.length === 0) return [];
  const files = await repository.listFiles(head);
  return matchTests(
    measured,
    files.filter((path) => classifyPath(path).has('test')),
  );
}
