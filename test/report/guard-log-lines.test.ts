import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guardLogLines } from '../../src/report/guard-log-lines.ts';

// As GitHub's runner reads a log: lines end at \n, \r or both, are trimmed, and begin with `::` or `##[`.
const commands = (text: string): readonly string[] =>
  text
    .split(/\r\n|\r|\n/)
    .filter((line) => /^(::|##\[|##vso\[)/.test(line.replace(/^[\s\x85\x1c-\x1f]+/, '')));

describe('no line is a command to the log of a CI system', () => {
  test.each([
    ['::error::mine', '\\::error::mine'],
    ['a\n  ##[group]x', 'a\n  \\##[group]x'],
    ['##vso[task.setvariable]x', '\\##vso[task.setvariable]x'],
    ['a\r::add-mask::x', 'a\r\\::add-mask::x'],
    ['src/a::b ##[x]', 'src/a::b ##[x]'],
    ['## [1.0]', '## [1.0]'],
  ])('%j is printed as %j', (text, printed) => {
    expect(guardLogLines(text)).toBe(printed);
  });

  test('whatever it is made of; and nothing else of it changes', () => {
    const part = fc.constantFrom(
      '::',
      '##[',
      '##vso[',
      ' ',
      '\t',
      '\n',
      '\r',
      '\u00a0',
      '\u0085',
      '\u2028',
      'x',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('');
        const printed = guardLogLines(text);
        expect(commands(printed)).toEqual([]);
        if (commands(text).length === 0) expect(printed).toBe(text);
        expect(guardLogLines(printed)).toBe(printed);
      }),
    );
  });
});
