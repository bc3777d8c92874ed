import { compareText } from '../../model/compare-text.ts';
import type { RepoPath } from '../../model/ids.ts';
import type { SurfaceChange } from '../../model/project-state.ts';
import { languageOf } from '../../paths/language-of.ts';
import { DECLARATIONS, type DeclarationTable } from './declaration-tables.ts';
import type { Hunk } from './parse-hunks.ts';

/**
 * Names of the public surface whose declaring line was added, removed or changed. Conservative: a declaration over
 * several lines is seen by its first line only, and a line that was only moved or indented anew is no change.
 */
export function findSurfaceChanges(path: RepoPath, hunks: readonly Hunk[]): readonly SurfaceChange[] {
  const language = languageOf(path);
  const table =
    language !== undefined && Object.hasOwn(DECLARATIONS, language) ? DECLARATIONS[language] : undefined;
  if (table === undefined) return [];
  const before = collect(table, hunks, 'removed');
  const after = collect(table, hunks, 'added');
  const names = [...new Set([...before.keys(), ...after.keys()])].sort(compareText);
  return names.flatMap((name): SurfaceChange[] => {
    const old = before.get(name);
    const now = after.get(name);
    if (old === undefined) return [{ path, name, how: 'added' }];
    if (now === undefined) return [{ path, name, how: 'removed' }];
    return old === now ? [] : [{ path, name, how: 'changed' }];
  });
}

/** Name → what its declaring lines say, spaces aside. */
function collect(
  table: DeclarationTable,
  hunks: readonly Hunk[],
  side: 'added' | 'removed',
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const hunk of hunks) {
    for (const line of hunk[side]) {
      const name = declaredName(table, line, hunk.context);
      if (name !== undefined) found.set(name, `${found.get(name) ?? ''}${line.replaceAll(/\s+/g, '')}\n`);
    }
  }
  return found;
}

function declaredName(table: DeclarationTable, line: string, context: string): string | undefined {
  for (const expression of table.public) {
    const name = expression.exec(line)?.[1];
    if (name !== undefined) return name;
  }
  const container = table.container?.exec(context)?.[1];
  const member = container === undefined ? undefined : table.member?.exec(line)?.[1];
  return member === undefined || member.startsWith('_') ? undefined : `${container}.${member}`;
}
