import { compareText } from '../../model/compare-text.ts';
import type { RepoPath } from '../../model/ids.ts';
import { classifyPath } from '../../paths/classify-path.ts';

interface Folder {
  readonly files: string[];
  readonly folders: Map<string, Folder>;
  /** Of all that is below. */
  count: number;
}

/**
 * A tree in at most so many lines, two spaces for each level: folders nearest to the root are opened first, and one that
 * is not opened says how many files it has. A folder whose names would not fit stays closed; the root is always open. What is
 * generated is nobody's to plan, and left out.
 */
export function outlineTree(paths: readonly RepoPath[], mostLines: number): readonly string[] {
  const root = growTree(paths.filter((path) => !classifyPath(path).has('generated')));
  const opened = openWhileThereIsRoom(root, mostLines);
  const lines: string[] = [];
  const list = (folder: Folder, indent: string): void => {
    for (const [name, inner] of sortedFolders(folder)) {
      lines.push(`${indent}${name}/${opened.has(inner) ? '' : ` (${inner.count} files)`}`);
      if (opened.has(inner)) list(inner, `${indent}  `);
    }
    for (const name of folder.files.toSorted(compareText)) lines.push(`${indent}${name}`);
  };
  list(root, '');
  const more = lines.length - mostLines;
  return more > 0 ? [...lines.slice(0, mostLines), `… and ${more} more`] : lines;
}

function growTree(paths: readonly RepoPath[]): Folder {
  const root = emptyFolder();
  for (const path of paths) {
    const names = path.split('/');
    const file = names.pop() ?? '';
    let at = root;
    at.count++;
    for (const name of names) {
      const inner = at.folders.get(name) ?? emptyFolder();
      at.folders.set(name, inner);
      at = inner;
      at.count++;
    }
    at.files.push(file);
  }
  return root;
}

const emptyFolder = (): Folder => ({ files: [], folders: new Map(), count: 0 });

const sortedFolders = ({ folders }: Folder): readonly (readonly [string, Folder])[] =>
  [...folders].sort(([a], [b]) => compareText(a, b));

const sizeOf = ({ files, folders }: Folder): number => files.length + folders.size;

/** Level by level. */
function openWhileThereIsRoom(root: Folder, mostLines: number): ReadonlySet<Folder> {
  const opened = new Set([root]);
  let left = mostLines - sizeOf(root);
  for (let level = [root]; level.length > 0; ) {
    const next = level.flatMap((folder) => sortedFolders(folder).map(([, inner]) => inner));
    level = next.filter((folder) => {
      if (sizeOf(folder) > left) return false;
      left -= sizeOf(folder);
      opened.add(folder);
      return true;
    });
  }
  return opened;
}
