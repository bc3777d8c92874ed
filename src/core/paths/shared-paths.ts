import type { ClaimSettings } from '../model/settings.ts';
import { asLiteral, matchPaths, type PathTest } from './match-paths.ts';

/** What decides which paths are merged instead of locked. */
export type SharingSettings = Pick<ClaimSettings, 'mergeable' | 'ignore'> &
  Partial<Pick<ClaimSettings, 'maxAgentsPerFile'>>;

/** Globs of the paths that nobody locks: mergeable ones, those of no interest; all, where several may be on a file. */
export const sharedGlobs = ({ mergeable, ignore, maxAgentsPerFile }: SharingSettings): readonly string[] =>
  (maxAgentsPerFile ?? 1) > 1 ? ['**'] : [...mergeable, ...ignore];

/** Whether everything that a task's pattern can match is covered by these globs. */
export function coversPattern(globs: readonly string[]): PathTest {
  const covers = matchPaths(globs);
  return (pattern) => {
    const literal = asLiteral(pattern);
    // Of a directory only a part may be covered.
    if (literal !== undefined) return !literal.endsWith('/') && covers(literal);
    return STAND_INS.every((standIn) => covers(fill(pattern, standIn)));
  };
}

// A glob is tried with names that no team's glob spells out, in place of its wildcards: no folder, one, and more than
// any pattern lists; stars of no character and of some. Taking the pattern's own text for a path would not do: one star
// matches the text of two.
const ODD = '\u{1}';
const DEEP = new Array<string>(64).fill(ODD).join('/');
const STAND_INS = ['', ODD, DEEP].flatMap((folders) => ['', ODD].map((star) => ({ folders, star })));

function fill(pattern: string, how: { readonly folders: string; readonly star: string }): string {
  return (pattern.endsWith('/') ? `${pattern}**` : pattern)
    .split('/')
    .flatMap((component) => {
      if (component === '**') return how.folders === '' ? [] : [how.folders];
      if (/^\*+$/.test(component)) return [ODD];
      return [component.replaceAll(/\\.|\*+|\?|\[[^\]]+\]/gs, (part) => standInOf(part, how.star))];
    })
    .join('/');
}

function standInOf(part: string, star: string): string {
  if (part.startsWith('\\')) return part.slice(1);
  return part.startsWith('*') ? star : ODD;
}
