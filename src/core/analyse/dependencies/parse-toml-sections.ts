/** A key of a TOML table and what is written behind it, lists over several lines joined. */
export interface TomlEntry {
  /** `project.optional-dependencies` */
  readonly section: string;
  readonly key: string;
  readonly value: string;
  /** From 1. */
  readonly line: number;
  /** The lines of the value, each with its number. */
  readonly lines: readonly { readonly text: string; readonly line: number }[];
}

const SECTION = /^\s*\[\[?\s*([^\]]+?)\s*\]\]?/;
const ENTRY = /^\s*("[^"]*"|'[^']*'|[\w.-]+)\s*=\s*(.*)$/;

/** As much of TOML as manifests use: tables, keys, and lists over several lines. */
export function parseTomlSections(text: string): readonly TomlEntry[] {
  const entries: { section: string; key: string; line: number; lines: { text: string; line: number }[] }[] =
    [];
  let section = '';
  let depth = 0;
  for (const [at, raw] of text.split('\n').entries()) {
    const line = withoutComment(raw);
    const open = entries.at(-1);
    if (depth > 0 && open !== undefined) {
      open.lines.push({ text: line, line: at + 1 });
      depth += depthOf(line);
      continue;
    }
    const head = SECTION.exec(line)?.[1];
    const entry = ENTRY.exec(line);
    if (entry === null) {
      if (head !== undefined) section = head.replaceAll(/["'\s]/g, '');
      continue;
    }
    const [, key = '', value = ''] = entry;
    entries.push({
      section,
      key: key.replaceAll(/^["']|["']$/g, ''),
      line: at + 1,
      lines: [{ text: value, line: at + 1 }],
    });
    depth = Math.max(0, depthOf(value));
  }
  return entries.map((entry) => ({ ...entry, value: entry.lines.map(({ text }) => text).join(' ') }));
}

function depthOf(text: string): number {
  const bare = text.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '');
  return [...bare].reduce(
    (depth, letter) => depth + ('[{'.includes(letter) ? 1 : ']}'.includes(letter) ? -1 : 0),
    0,
  );
}

const withoutComment = (line: string): string =>
  line.replace(/\r$/, '').replace(/^((?:[^"'#]|"(?:[^"\\]|\\.)*"|'[^']*')*)#.*$/, '$1');
