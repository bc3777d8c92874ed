import { type InFolder, restOfFolder } from '../../../core/claim/decide-release.ts';
import type { Problem } from '../../../core/model/problem.ts';
import { folderBelow, fromFolder } from '../../../core/paths/plain-path.ts';
import { operandsFrom, pathCommandText } from '../../../report/claim/path-command.ts';
import type { CommandContext } from '../../command.ts';
import type { OpenedTable } from '../../open/opened.ts';

/** Why a path in a claimed folder cannot be given back by itself, and the two commands that come to the same. */
export async function partOfFolder(
  { table, context: { given } }: { readonly table: OpenedTable; readonly context: CommandContext },
  inFolders: readonly InFolder[],
): Promise<readonly Problem[]> {
  const tracked = await table.finder.tracked();
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
