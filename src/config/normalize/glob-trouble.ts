import type { Problem, Where } from '../../core/model/problem.ts';
import { patternTrouble } from '../../core/paths/match-paths.ts';
import { unsafePath } from '../../core/paths/unsafe-path.ts';
import { errorAt } from '../parse/located.ts';

const MAX_DEEP_STARS = 8;

/** Why a glob in a file is refused: what would be slow, and what people expect of other tools' globs and we do not do. */
function globTrouble(glob: string): string | undefined {
  const trouble = patternTrouble(glob);
  if (trouble !== undefined) return trouble;
  if (glob.split('/').filter((component) => component === '**').length > MAX_DEEP_STARS)
    return 'too-many-wildcards';
  if (glob.startsWith('!')) return 'negation';
  // Silence would be worse than a refusal: `*.{ts,tsx}` would match nothing.
  if (/(?<!\\)\{[^}]*(,|\.\.)[^}]*\}/.test(glob)) return 'braces';
  if (/(?<!\\)[?*+@!]\(/.test(glob)) return 'extglob';
  return undefined;
}

/** A path or glob of a file, checked: it stays inside the repository, and we match it as it was meant. */
export function checkGlob(glob: string, where: Where): readonly Problem[] {
  // An escaped character is that character; without this `\\{a}` would start like a path of Windows.
  const unsafe = unsafePath(glob.replaceAll(/\\([*?[\]\\(){}!+@|^$])/g, '$1'));
  if (unsafe !== undefined) return [errorAt(where, 'unsafe-path', { path: glob, reason: unsafe })];
  const trouble = globTrouble(glob);
  return trouble === undefined ? [] : [errorAt(where, 'bad-glob', { glob, reason: trouble })];
}
