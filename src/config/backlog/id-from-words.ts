import { createHash } from 'node:crypto';

/** Words as an id; where letters had to go, or there are too many, digits of all of them keep it apart. */
export function idFromWords(words: string): string {
  const folded = words
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase();
  const slug = folded.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '');
  const lost = /[^ -~]/u.test(folded) || slug.length > 48;
  if (!lost && slug !== '') return slug;
  const digits = createHash('sha256').update(words).digest('hex').slice(0, 6);
  return `${slug.slice(0, 48).replace(/-+$/, '') || 'entry'}-${digits}`;
}
