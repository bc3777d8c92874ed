import type { ChangedLine } from '../../model/changed-lines.ts';

/** Annotations of types say nothing to the interpreter: `def f(a: int = 1) -> str:` runs as `def f(a=1):`. */
const withoutPythonTypes = (code: string): string =>
  code
    .replaceAll(/(\b[A-Z]\w*)\[[^[\]]*(?:\[[^[\]]*\][^[\]]*)*\]/g, '$1') // Generic[str]
    .replaceAll(/\s*->\s*[^:]+(?=:\s*$)/g, '')
    .replaceAll(/([(,]\s*\*{0,2}\w+)\s*:\s*[^=,()[\]]*(?:\[[^\]]*\][^=,()]*)?/g, '$1')
    .replace(/^(\s*\*{0,2}[\w.]+)\s*:\s*[^=:]*[^=:\s](?=\s*(?:=|,?\s*$))/, '$1');

/** What a formatter may change: spaces, quotes, commas before what closes, semicolons at the end. */
function plainCode(code: string, language: string | undefined): string {
  const untyped = language === 'python' ? withoutPythonTypes(code) : code;
  return untyped
    .replaceAll(/['`]/g, '"')
    .replaceAll(/\s+/g, '')
    .replaceAll(/,(?=[)\]}]|$)/g, '')
    .replaceAll(/;$/g, '');
}

/** Both sides say the same, however the lines are broken. */
export function isFormattingOnly(
  before: readonly ChangedLine[],
  after: readonly ChangedLine[],
  language: string | undefined,
): boolean {
  if (before.length === 0 || after.length === 0) return false;
  const join = (lines: readonly ChangedLine[]): string =>
    plainCode(lines.map(({ code }) => plainCode(code, language)).join(''), language).replaceAll(
      /,(?=[)\]}])/g,
      '',
    );
  const whole = (lines: readonly ChangedLine[]): string =>
    plainCode(lines.map(({ code }) => code.trim()).join(' '), language);
  return join(before) === join(after) || whole(before) === whole(after);
}

/** Of lines that replace each other, those that only moved to another column. */
export function sameButSpaces(
  before: readonly ChangedLine[],
  after: readonly ChangedLine[],
  language: string | undefined,
): (line: ChangedLine) => boolean {
  const plain = new Map<ChangedLine, string>();
  for (const line of [...before, ...after]) plain.set(line, plainCode(line.code, language));
  const old = new Set(before.map((line) => plain.get(line)));
  const now = new Set(after.map((line) => plain.get(line)));
  return (line) => (line.side === 'added' ? old : now).has(plain.get(line));
}
