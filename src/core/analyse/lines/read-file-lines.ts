import type { ChangedHunk, ChangedLine, FileLines, LineKind } from '../../model/changed-lines.ts';
import type { RepoPath } from '../../model/ids.ts';
import type { SurfaceChange } from '../../model/surface.ts';
import { languageOf } from '../../paths/language-of.ts';
import { findSurfaceChanges } from '../surface/find-surface-changes.ts';
import { commentSyntaxOf } from './comment-syntax.ts';
import { findImports } from './find-imports.ts';
import { isFormattingOnly, sameButSpaces } from './formatting.ts';
import { isWrittenByProgram } from './generated-text.ts';
import { type Hunk, parseHunks } from './parse-hunks.ts';
import { stripComments } from './strip-comments.ts';

/** A file's hunks, and its whole text before and after where it could be read. */
export interface FileTexts {
  readonly path: RepoPath;
  readonly patch: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The changed lines of a file, each with what it holds. Whether a line moved is found over all files. */
export function readFileLines({ path, patch, before, after }: FileTexts): FileLines {
  const hunks = parseHunks(patch);
  const sides = { removed: readSide(path, before), added: readSide(path, after) };
  return {
    path,
    generated: isWrittenByProgram(after ?? before ?? ''),
    testsItself: path.endsWith('.rs') && /^\s*#\[cfg\(test\)\]/m.test(after ?? before ?? ''),
    understood: commentSyntaxOf(path) !== undefined,
    surface: surfaceOf(path, { before, after }, sides),
    hunks: hunks.map((hunk) => readHunk(hunk, sides, path)),
  };
}

/** A file that is new or gone has one side; one that was too large has none that we know. */
function surfaceOf(
  path: RepoPath,
  texts: Pick<FileTexts, 'before' | 'after'>,
  { removed, added }: Readonly<Record<ChangedLine['side'], Side>>,
): readonly SurfaceChange[] {
  if (texts.before === undefined && texts.after === undefined) return [];
  return findSurfaceChanges({ path, before: removed.code ?? [], after: added.code ?? [] });
}

/** The code of a side, line by line, and which lines are imports. */
interface Side {
  readonly code: readonly string[] | undefined;
  readonly imports: ReadonlySet<number>;
  /** From here on it tests itself, as files of Rust do at their end. */
  readonly testsFrom: number;
}

function readSide(path: string, text: string | undefined): Side {
  const syntax = commentSyntaxOf(path);
  if (text === undefined || syntax === undefined)
    return { code: undefined, imports: new Set(), testsFrom: Infinity };
  const code = stripComments(text, syntax);
  return { code, imports: findImports(code, languageOf(path)), testsFrom: testsFrom(path, code) };
}

/** `#[cfg(test)]` above `mod tests {` at the margin. */
function testsFrom(path: string, code: readonly string[]): number {
  if (!path.endsWith('.rs')) return Infinity;
  const at = code.findIndex(
    (line, index) =>
      /^#\[cfg\(test\)\]/.test(line) && /^(?:pub\s+)?mod\s+\w+\s*\{/.test(code[index + 1] ?? ''),
  );
  return at < 0 ? Infinity : at;
}

function readHunk(
  hunk: Hunk,
  sides: Readonly<Record<ChangedLine['side'], Side>>,
  path: RepoPath,
): ChangedHunk {
  const read = (side: ChangedLine['side']): readonly ChangedLine[] =>
    hunk[side].map(({ line, text }) => readLine({ path, side, line, text, read: sides[side] }));
  const removed = read('removed');
  const added = read('added');
  const isCode = ({ kind }: ChangedLine): boolean => kind === 'code';
  const before = removed.filter(isCode);
  const after = added.filter(isCode);
  const language = languageOf(path);
  // A line of brackets alone is part of what a formatter breaks.
  const isText = ({ kind }: ChangedLine): boolean => kind === 'code' || kind === 'blank';
  const formatted = isFormattingOnly(removed.filter(isText), added.filter(isText), language)
    ? () => true
    : sameButSpaces(before, after, language);
  const lines = [...removed, ...added].map((line) =>
    isCode(line) && formatted(line) ? { ...line, kind: 'formatting' as const } : line,
  );
  return { context: hunk.context, lines };
}

function readLine(given: {
  readonly path: RepoPath;
  readonly side: ChangedLine['side'];
  readonly line: number;
  readonly text: string;
  readonly read: Side;
}): ChangedLine {
  const { side, line, text, read } = given;
  const at = line - 1;
  const code = (read.code?.[at] ?? stripAlone(given.path, text)).replace(/\r$/, '').slice(0, text.length);
  return {
    side,
    line,
    text,
    code,
    kind: kindOf({ text, code, isImport: read.imports.has(at), isTest: at >= read.testsFrom }),
    moved: false,
  };
}

/** A line of a file that we do not have: what ends with the line is still found. */
function stripAlone(path: string, text: string): string {
  const syntax = commentSyntaxOf(path);
  return syntax === undefined ? text : (stripComments(text, syntax)[0] ?? '');
}

function kindOf(of: {
  readonly text: string;
  readonly code: string;
  readonly isImport: boolean;
  readonly isTest: boolean;
}): LineKind {
  if (!hasWord(of.text)) return 'blank';
  if (!hasWord(of.code)) return 'comment';
  if (of.isTest) return 'test';
  return of.isImport ? 'import' : 'code';
}

/** The second knows all of Unicode, and takes long to compile. */
const hasWord = (text: string): boolean => /\w/.test(text) || /[\p{L}\p{N}_]/u.test(text);
