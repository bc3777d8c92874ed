import { describe, expect, test } from 'vitest';
import { parseSettings } from '../../src/config/parse/parse-settings.ts';

const parse = (text: string) => parseSettings(new TextEncoder().encode(text), 'x.yaml');
const rule = (pattern: string): string =>
  `rules: {design-check: {paths: ['**'], lines: ${JSON.stringify(pattern)}, languages: [python]}}\n`;

describe('a pattern of a rule of the team', () => {
  test.each(['TODO', '^\\s*print\\(', '(?i)fixme', '(a|a)*b', '[a-z]+_[0-9]{1,3}$', 'a\\\\1'])(
    '%s',
    (pattern) => {
      const settings = parse(rule(pattern));
      expect(settings).toMatchObject({ ok: true });
      expect(settings.ok && settings.value.rules).toMatchObject([{ lines: pattern, languages: ['python'] }]);
    },
  );

  test.each([
    ['(?=a)b', 'lookaround'],
    ['(?<!a)b', 'lookaround'],
    ['(a)\\1', 'backreference'],
    ['a{2000}', 'repetition'],
    ['\\u0041', 'escape'],
    ['(a', 'syntax'],
  ])('%s is refused: %s', (pattern, reason) => {
    expect(parse(rule(pattern))).toMatchObject({
      ok: false,
      problems: [{ code: 'bad-line-pattern', data: { pattern, reason } }],
    });
  });

  test('rules of ours read lines by themselves', () => {
    expect(parse('rules: {security-audit: {lines: a, languages: [go]}}\n')).toMatchObject({
      ok: false,
      problems: [{ data: { key: 'lines' } }, { data: { key: 'languages' } }],
    });
  });
});
