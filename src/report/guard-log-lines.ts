// What .NET takes for blank at the start of a line, besides what JavaScript does.
const COMMAND = /^([\s\x85\x1c-\x1f]*)(?=::|##\[|##vso\[)/;

/**
 * No line of a text is a command to the log of a CI system, which reads `::error::…`, `##[group]…` and `##vso[…]` at the
 * start of a line out of whatever is printed. The backslash is what an escape looks like here, and none in Markdown.
 */
export function guardLogLines(text: string): string {
  if (!text.includes('::') && !text.includes('##')) return text;
  return text
    .split(/(\r\n|\n|\r)/)
    .map((line) => line.replace(COMMAND, '$1\\'))
    .join('');
}
