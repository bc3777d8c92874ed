import type { Said } from '../importer.ts';
import { listItem } from '../markdown/list-items.ts';
import { type Section, within } from '../markdown/sections.ts';
import { looksLikePath } from '../mentioned-paths.ts';

/** `New Files to Create:`, `Primary Files to Modify`, `Files Created`, `File Modification Plan`. */
const FILES =
  /\bfiles?\b.*\b(creat|modif|chang|add|updat|delet|remov)|\b(new|modified|changed|affected)\b.*\bfiles?\b|^files?$/i;
/** `**File:** \`src/a.ts\``, `**New File:** \`…\`` */
const FILE_FIELD = /^\s*(?:[-*]\s+)?\*\*(?:new |modified )?files?:?\*\*:?\s*`([^`\n]+)`/i;

/** Paths that a story's fields say it creates or modifies: of its lists, else of its lines that name a file each. */
export function readStoryFiles(sections: readonly Section[]): readonly Said[] {
  const planned = within(sections, FILES);
  const listed = planned.flatMap(({ lines }) =>
    lines.flatMap((line): readonly Said[] => {
      const item = listItem(line);
      // what stands below an entry describes it: names in a folder that is listed already
      const path = item === undefined || item.indent > 1 ? undefined : pathOfEntry(item.words);
      return path === undefined ? fileField(line) : [{ text: path, where: line.where }];
    }),
  );
  return unique(listed.length > 0 ? listed : sections.flatMap(({ lines }) => lines.flatMap(fileField)));
}

function fileField(line: Section['lines'][number]): readonly Said[] {
  const path = line.quoted ? undefined : FILE_FIELD.exec(line.text)?.[1];
  return path === undefined ? [] : [{ text: path.trim(), where: line.where }];
}

/** The first word in code that can be a path: `**\`src/a.ts\`** (new)`, `**Guide**: \`/docs/GUIDE.md\``; else a bare one. */
function pathOfEntry(words: string): string | undefined {
  const code = [...words.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text.trim());
  const found = code.find((text) => /^[^\s]+$/.test(text) && /[./]/.test(text));
  if (found !== undefined) return found;
  const first = words.replace(/^\*\*/, '').split(/[\s*:]/)[0] ?? '';
  return code.length === 0 && looksLikePath(first) ? first : undefined;
}

const unique = (all: readonly Said[]): readonly Said[] =>
  all.filter(({ text }, at) => all.findIndex((other) => other.text === text) === at);
