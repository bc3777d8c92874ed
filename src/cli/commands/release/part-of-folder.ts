import { type InFolder, restOfFolder } from '../../../core/claim/decide-release.ts';
import type { Problem } from '../../../core/model/problem.ts';
import { folderBelow, fromFolder } from '../../../core/paths/plain-path.ts';
import { operandsFrom, pathCommandText } from '../../../report/claim/path-command.ts';
import type { Release } from './release-types.ts';

/** Why a path in a claimed folder cannot be given back by itself, and the two commands that come to the same. */
export async function partOfFolder(
  { table, context: { given } }: Pick<Release, 'table' | 'context'>,
  inFolders: readonly InFolder[],
): Promise<readonly Problem[]> {
  if (inFolders.length === 0) return [];
  const { listTrackedFiles } = await import('../../open/repository.ts');
  const tracked = await listTrackedFiles(table.root);
  const below = folderBelow(table.root, table.clone.cwd);
  return inFolders.map(({ path, folder, held }): Problem => {
    const rest = restOfFolder(folder, path, tracked);
    const { record } = held;
    return {
      code: 'part-of-a-folder',
      data: {
        path: fromFolder(below, path),
        folder: fromFolder(below, folder),
        claim: record.claim,
        release: pathCommandText({ verb: 'release', operands: operandsFrom(below, [folder]), given }),
        ...(rest.length === 0
          ? {}
          : {
              claim_rest: pathCommandText({
                verb: 'claim',
                operands: operandsFrom(below, rest),
                options: ['--task', record.title ?? record.task],
                given,
              }),
            }),
      },
    };
  });
}
