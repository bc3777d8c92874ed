import { escapeText } from './escape.ts';
import { widthOf } from './layout.ts';

/**
 * Names of files in lines, as many as fit in each; none is cut or broken, so that one that is too long has a line of its
 * own. `first` is what the first line has room for, where that is less: it may then be empty.
 */
export function nameLines(
  names: readonly string[],
  { width, first = width }: { readonly width: number; readonly first?: number },
): readonly string[] {
  const lines = [''];
  for (const name of names.map((one) => escapeText(one))) {
    const line = lines.at(-1) ?? '';
    const room = lines.length === 1 ? first : width;
    const longer = line === '' ? name : `${line}, ${name}`;
    if (widthOf(longer) <= room || (line === '' && lines.length > 1)) lines[lines.length - 1] = longer;
    else lines.push(name);
  }
  return lines;
}
