import { createHash } from 'node:crypto';

const MOST_WORDS = 6;
const LONGEST = 40;
/** They say nothing about a goal. */
const SMALL = new Set(['a', 'an', 'the', 'of', 'to', 'for', 'and', 'in', 'on', 'with', 'that', 'we', 'our']);

/** `tasks-add-rate-limits.yaml` for a goal, or for the document that it was read from: the same each time. */
export function nameTaskFile(goal: string, document?: string): string {
  const source =
    document === undefined ? goal : (document.split(/[/\\]/).at(-1) ?? '').replace(/\.[A-Za-z0-9]{1,8}$/, '');
  const words = source
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !SMALL.has(word))
    .slice(0, MOST_WORDS);
  let name = '';
  for (const word of words) {
    const longer = name === '' ? word.slice(0, LONGEST) : `${name}-${word}`;
    if (longer.length > LONGEST) break;
    name = longer;
  }
  return `tasks-${name === '' ? createHash('sha256').update(source).digest('hex').slice(0, 8) : name}.yaml`;
}
