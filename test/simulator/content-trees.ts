import { createHash } from 'node:crypto';
import { compareText } from '../../src/core/model/compare-text.ts';
import type { Oid } from '../../src/core/model/ids.ts';

/** Each file's lines. */
export type Content = ReadonlyMap<string, readonly string[]>;

/** The one file of the simulated project that everybody adds a line to and nobody locks. */
export const SHARED_FILE = 'CHANGELOG.md';

/** Trees of a world whose files are a few lines of text, named by what is in them. */
export class ContentTrees {
  readonly #contents = new Map<Oid, Content>();

  read(tree: Oid): Content {
    return this.#contents.get(tree) ?? new Map();
  }

  add(content: Content): Oid {
    const sorted = [...content].sort(([a], [b]) => compareText(a, b));
    const tree = createHash('sha1').update(JSON.stringify(sorted)).digest('hex') as Oid;
    this.#contents.set(tree, new Map(sorted));
    return tree;
  }

  /** What an agent leaves: its own line in each file, the only one but where all add theirs. */
  write(tree: Oid, files: readonly string[], line: string): Oid {
    const content = new Map(this.read(tree));
    for (const file of files)
      content.set(file, file === SHARED_FILE ? [...(content.get(file) ?? []), line] : [line]);
    return this.add(content);
  }

  /** Line by line in the shared file, as git merges lines apart; another file that both wrote anew conflicts. */
  merge(of: { readonly base: Oid; readonly ours: Oid; readonly theirs: Oid }): {
    readonly tree: Oid;
    readonly conflicts: readonly string[];
  } {
    const [base, ours, theirs] = [this.read(of.base), this.read(of.ours), this.read(of.theirs)];
    const merged = new Map<string, readonly string[]>();
    const conflicts: string[] = [];
    for (const file of new Set([...ours.keys(), ...theirs.keys()])) {
      const was = base.get(file) ?? [];
      const [mine, other] = [ours.get(file) ?? [], theirs.get(file) ?? []];
      if (isSame(mine, other) || isSame(was, other)) merged.set(file, mine);
      else if (isSame(was, mine)) merged.set(file, other);
      else if (file === SHARED_FILE) merged.set(file, mergeLines(was, mine, other));
      else conflicts.push(file);
    }
    return { tree: this.add(merged), conflicts };
  }
}

/** What the other side has added is added, what it has taken out goes. */
const mergeLines = (
  was: readonly string[],
  mine: readonly string[],
  other: readonly string[],
): readonly string[] => [
  ...mine.filter((line) => other.includes(line) || !was.includes(line)),
  ...other.filter((line) => !was.includes(line) && !mine.includes(line)),
];

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((line, at) => line === b[at]);
