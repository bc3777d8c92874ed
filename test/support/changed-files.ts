import { markMoved } from '../../src/core/analyse/lines/mark-moved.ts';
import { readFileLines } from '../../src/core/analyse/lines/read-file-lines.ts';
import type { FileLines } from '../../src/core/model/changed-lines.ts';
import type { RepoPath } from '../../src/core/model/ids.ts';
import type { ProjectState } from '../../src/core/model/project-state.ts';
import { changeOf, stateOf } from './state-values.ts';

/** A file before and after, as a list of lines or one text; null: it is not there. */
export type Sides = readonly [before: string | null, after: string | null];

/** A patch as `git diff -U0` would write it, of whole blocks: what is the same at both ends is left out. */
function patchOf(before: string, after: string): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const removed = old.slice(start, old.length - end);
  const added = now.slice(start, now.length - end);
  const at = (count: number): string => `${count === 0 ? start : start + 1},${count}`;
  return [
    `@@ -${at(removed.length)} +${at(added.length)} @@`,
    ...removed.map((line) => `-${line}`),
    ...added.map((line) => `+${line}`),
  ].join('\n');
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

function linesOfFiles(files: Readonly<Record<string, Sides>>): readonly FileLines[] {
  return markMoved(
    Object.entries(files).map(([path, [before, after]]) =>
      readFileLines({
        path: path as RepoPath,
        patch: patchOf(before ?? '', after ?? ''),
        before: before ?? undefined,
        after: after ?? undefined,
      }),
    ),
  );
}

/** The state of a project in which these files changed. */
export function stateOfFiles(
  files: Readonly<Record<string, Sides>>,
  given: Partial<Omit<ProjectState, 'changes'>> = {},
): ProjectState {
  const lines = linesOfFiles(files);
  const changes = Object.entries(files).map(([path, [before, after]]) => {
    const own = lines.find((file) => file.path === path)?.hunks.flatMap((hunk) => hunk.lines) ?? [];
    return changeOf(path, {
      kind: before === null ? 'added' : after === null ? 'deleted' : 'modified',
      ...(before === null ? { oldMode: '000000' as const } : {}),
      added: own.filter(({ side }) => side === 'added').length,
      deleted: own.filter(({ side }) => side === 'removed').length,
    });
  });
  return stateOf(changes, { lines, surface: lines.flatMap(({ surface }) => surface), ...given });
}
