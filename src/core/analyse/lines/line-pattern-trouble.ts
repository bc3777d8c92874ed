import type { LinePatternReason } from '../../model/config-problem-data.ts';

const MOST_REPETITIONS = 1_000;

/**
 * What RE2 does not do, and what it writes otherwise than JavaScript, found without RE2 itself, which is large and loaded
 * only where a pattern is used. Which lines a pull request has, its author chooses: nothing may backtrack over them.
 */
export function linePatternTrouble(pattern: string): LinePatternReason | undefined {
  const plain = pattern.replaceAll(/\\\\/g, '');
  if (/\(\?(?:[=!]|<[=!])/.test(plain)) return 'lookaround';
  if (/\\[1-9]|\\k[<{']|\(\?P=/.test(plain)) return 'backreference';
  if (
    [...plain.matchAll(/\{(\d*),?(\d*)\}/g)].some(
      ([, least, most]) => Number(least) > MOST_REPETITIONS || Number(most) > MOST_REPETITIONS,
    )
  )
    return 'repetition';
  if (/\\[cu]|\[\^?\]/.test(plain)) return 'escape';
  return isPattern(pattern.replace(/^\(\?[ims]+\)/, '')) ? undefined : 'syntax';
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}
