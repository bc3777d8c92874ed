import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fixedTexts } from '../../../scripts/docs/fixed-texts.ts';
import { BOUNDARY_PATTERNS } from '../../../src/core/analyse/risks/boundary-risks.ts';
import { CODE_PATTERNS } from '../../../src/core/analyse/risks/code-risks.ts';

it.each([
  [/\bgetHost\(/i, ['gethost(']],
  [/set_?cookie|\bx[-_]real/, ['cookie', 'real']],
  [/(?:trusted|allowed)_?ips?\b/, ['trusted', 'allowed']],
  [/verify(?:ssl)?\s*=/, ['verify']],
  [/keys{2,}a/, ['keys']],
  [/keys{0,2}a/, ['key']],
  [/(?<!new )(?=.*if)eval[(]/, ['eval']],
  [/[)|\]]abcd/, ['abcd']],
  [/needs|\w+/, undefined],
])('every match of %s holds one of %s', (pattern, texts) => {
  expect(fixedTexts(pattern)).toEqual(texts);
});

const PATTERNS = [...CODE_PATTERNS, ...BOUNDARY_PATTERNS].map(({ pattern }) => pattern);

it.each(PATTERNS.map((pattern) => [pattern]))('what matches %s holds one of its texts', (pattern) => {
  const texts = fixedTexts(pattern);
  if (texts === undefined) return;
  fc.assert(
    fc.property(fc.stringMatching(withoutLooking(pattern), { size: 'small' }), (match) =>
      texts.some((text) => match.toLowerCase().includes(text)),
    ),
    { numRuns: 50 },
  );
});

/** The same without what takes no part in a match, of which fast-check makes nothing. */
function withoutLooking({ source }: RegExp): RegExp {
  let [text, depth, from] = ['', 0, Number.POSITIVE_INFINITY];
  for (const [token] of source.matchAll(/\\.|\[(?:[^\]\\]|\\.)*\]|\(\?<?[=!]|./g)) {
    if (token.startsWith('(')) depth += 1;
    if (/^\(\?<?[=!]/.test(token)) from = Math.min(from, depth);
    if (depth < from && token !== '\\b') text += token;
    if (token !== ')') continue;
    if (depth === from) from = Number.POSITIVE_INFINITY;
    depth -= 1;
  }
  return new RegExp(text);
}
