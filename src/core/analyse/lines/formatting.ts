import type { ChangedLine } from '../../model/changed-lines.ts';

/** Annotations of types say nothing to the interpreter: `def f(a: int = 1) -> str:` runs as `def f(a=1):`. */
const withoutPythonTypes = (code: string): string =>
  code
    .replaceAll(/(\b[A-Z]\w*)\[[^[\]]*(?:\[[^[\]]*\][^[\]]*)*\]/g, '$1') // Generic[str]
    .replaceAll(/\s*->\s*[^:]+(?=:\s*$)/g, '')
    .replaceAll(/([(,]\s*\*{0,2}\w+)\s*:\s*[^=,()[\]]*(?:\[[^\]]*\][^=,()]*)?/g, '$1')
    .replace(/^(\s*\*{0,2}[\w.]+)\s*:\s*[^=:]*[^=:\s](?=\s*(?:=|,?\s*$))/, '$1');

/** Who owns a value, and what type it is said to have: the same is done to it. */
const withoutRustOwners = (code: string): string =>
  code
    .replaceAll(/\.(?:to_owned|to_string|into|clone|as_ref|as_str|as_deref|borrow)\(\)/g, '')
    .replaceAll(/&(?:'\w+\s+)?(?:mut\s+)?(?=[\w(&*"[])(?<!&&)/g, '')
    .replaceAll(/\b(?:ref|mut|dyn|impl)\s+/g, '');

/** `Map<String, List<A>> x =`, `final var x =`. */
const withoutJavaTypes = (code: string): string =>
  code
    .replaceAll(
      /(?<![\w.])(?:final\s+)?(?:var|[A-Z][\w.]*(?:<[^;=()]*>)?(?:\[\])*)\s+(?=[a-z_]\w*\s*(?:[=;,):]|$))/g,
      '',
    )
    .replaceAll(/@(?:Nullable|NonNull|NotNull|Override|SuppressWarnings\([^)]*\))\s*/g, '')
    .replaceAll(/<[\w\s,.?&]*>(?=\()/g, '');

function untyped(code: string, language: string | undefined): string {
  if (language === 'python') return withoutPythonTypes(code);
  if (language === 'rust') return withoutRustOwners(code);
  if (language === 'ruby') return code.replaceAll(/\.freeze\b/g, '');
  if (language === 'java') return withoutJavaTypes(code);
  if (language === 'javascript' || language === 'typescript')
    return code.replaceAll(/\b(?:const|let|var)\s+/g, '');
  return code;
}

/** What a formatter may change: spaces, quotes, commas before what closes, semicolons at the end. */
function plainCode(code: string, language: string | undefined): string {
  return (
    untyped(code, language)
      // names of headers mean the same in any case
      .replaceAll(/["'`][A-Za-z]+(?:-[A-Za-z0-9]+)*["'`]/g, (text) =>
        /-|^.(?:host|etag|accept|cookie|origin|via|te).$/i.test(text) ? text.toLowerCase() : text,
      )
      .replaceAll(/['`]/g, '"')
      .replaceAll(/\s+/g, '')
      .replaceAll(/,(?=[)\]}]|$)/g, '')
      .replaceAll(/\((\w+)\)=>/g, '$1=>')
      .replaceAll(/;$/g, '')
  );
}

/** Both sides say the same, however the lines are broken. */
export function isFormattingOnly(
  before: readonly ChangedLine[],
  after: readonly ChangedLine[],
  language: string | undefined,
): boolean {
  if (before.length === 0 || after.length === 0) return false;
  const plain = (lines: readonly ChangedLine[]): string =>
    plainCode(lines.map(({ code }) => code.trim()).join(' '), language);
  return plain(before) === plain(after);
}

/** Of lines that replace each other, those that only moved to another column. */
export function sameButSpaces(
  before: readonly ChangedLine[],
  after: readonly ChangedLine[],
  language: string | undefined,
): (line: ChangedLine) => boolean {
  const plain = new Map<ChangedLine, string>();
  for (const line of [...before, ...after]) plain.set(line, plainCode(line.code, language));
  const texts = (lines: readonly ChangedLine[]) => new Set(lines.map(({ text }) => text));
  const plains = (lines: readonly ChangedLine[]) => new Set(lines.map((line) => plain.get(line)));
  const [removed, added] = [
    { texts: texts(before), plains: plains(before) },
    { texts: texts(after), plains: plains(after) },
  ];
  return (line) => {
    const other = line.side === 'added' ? removed : added;
    // The very same line has changed its place: that is no formatting.
    return !other.texts.has(line.text) && other.plains.has(plain.get(line));
  };
}
