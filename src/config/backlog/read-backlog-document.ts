import type { Checked, Problem, Where } from '../../core/model/problem.ts';
import { isTable, type Located, MAX_TASKS_BYTES, type SourceFile } from '../parse/located.ts';
import { jsonProblem, readDocument, readText } from '../parse/read-document.ts';
import { readJson } from '../parse/read-json.ts';
import { type TextLine, textLines } from './markdown/text-lines.ts';

/** A file of a backlog, read once: Markdown as lines, anything else as data. */
export type BacklogDocument = {
  /** As people are told. */
  readonly name: string;
} & (
  | { readonly kind: 'text'; readonly lines: readonly TextLine[] }
  /** `records`: a value on each line; those that are none are `broken`. */
  | {
      readonly kind: 'data';
      readonly root: Located;
      readonly records: boolean;
      readonly broken: readonly Problem[];
    }
);

/** By content; the name counts for Markdown alone, which may begin with anything. */
export function readBacklogDocument(source: SourceFile): Checked<BacklogDocument> {
  const text = readText(source);
  if (!text.ok) return text;
  const { name } = source;
  if (isMarkdown(text.value, name)) return accept({ name, kind: 'text', lines: textLines(text.value, name) });
  const records = readRecords(text.value, name);
  if (records !== undefined) return accept(records);
  const document = readDocument({ ...source, most: MAX_TASKS_BYTES });
  if (!document.ok) return document;
  return accept({ name, kind: 'data', root: document.value, records: false, broken: [] });
}

const accept = (value: BacklogDocument): Checked<BacklogDocument> => ({ ok: true, value, warnings: [] });

/** A check box, a heading over a list, a line of bold text: YAML has comments that look like headings, and none of these. */
const TEXT =
  /^\s*[-*+] \[[ xX]\] \S|^#{1,6} \S[^\n]*\n+\s*[-*+] \S(?![^\n]*: )|^#{1,6} [^\n]+\n+(?:\*\*|[A-Z][^\n:]* \S+ [^\n:]*$)/m;

const isMarkdown = (text: string, name: string): boolean =>
  !/^\s*[[{]/.test(text) && (/\.(md|markdown)$/i.test(name) || TEXT.test(text.slice(0, 64_000)));

/** JSON Lines: where the first line is a value of its own, and another one follows. */
function readRecords(text: string, name: string): BacklogDocument | undefined {
  const lines = text.split('\n');
  const isRecord = (line: string): boolean => /^\s*\{.*\}\s*$/.test(line);
  const first = lines.find((line) => line.trim() !== '');
  if (first === undefined || !isRecord(first) || lines.filter(isRecord).length < 2) return undefined;
  const broken: Problem[] = [];
  const items = lines.flatMap((line, at): readonly Located[] => {
    if (line.trim() === '') return [];
    const where: Where = { file: name, line: at + 1 };
    const read = readJson(line, where.line === undefined ? { file: name } : { file: name, line: where.line });
    if (read.ok && isTable(read.value.content)) return [read.value];
    broken.push(jsonProblem(read.ok ? { reason: 'UNEXPECTED_TOKEN', where } : read.trouble));
    return [];
  });
  const root: Located = { where: { file: name, line: 1 }, content: items };
  return { name, kind: 'data', root, records: true, broken };
}
