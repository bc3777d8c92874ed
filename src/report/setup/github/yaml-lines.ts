/** A block of YAML, moved to the right by so many spaces; without the empty lines around it. */
export function indent(text: string, by: number): string {
  return text
    .replace(/^\n+|\n+$/g, '')
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(by) + line))
    .join('\n');
}

/** An expression of the workflow language; never part of a `run`. */
export const expr = (inner: string): string => `\${{ ${inner} }}`;
