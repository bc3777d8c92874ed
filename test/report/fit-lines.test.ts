import { describe, expect, it } from 'vitest';
import { fitLines } from '../../src/report/fit-lines.ts';

const fitted = (line: string, width = 40): readonly string[] => fitLines(line, width).split('\n');

describe('a line that is wider than the terminal', () => {
  it.each([
    ['fits', 'it fits   as it is', ['it fits   as it is']],
    [
      'is prose',
      'the quick brown fox jumps over the lazy dog again',
      ['the quick brown fox jumps over the lazy', '  dog again'],
    ],
    [
      'keeps its indent',
      '  note: the quick brown fox jumps over the dog',
      ['  note: the quick brown fox jumps over', '    the dog'],
    ],
    [
      'has a label, a command and words about it',
      '  take   agentic-plan release c-1 --force      ask first',
      ['  take   agentic-plan release c-1 \\', '           --force', '         ask first'],
    ],
    [
      'ends in a command',
      'Result    on origin: git fetch origin agentic/a',
      ['Result    on origin:', '          git fetch origin agentic/a'],
    ],
    [
      'has a command that no line has room for',
      'kept      git fetch /tmp/some/where refs/kept/run/task',
      ['kept      git fetch /tmp/some/where \\', '            refs/kept/run/task'],
    ],
    [
      'has a quoted word',
      'next   agentic-plan claim a --task "two words" --wait 25s',
      ['next   agentic-plan claim a --task \\', '         "two words" --wait 25s'],
    ],
    [
      'is a name',
      '  ● src/a/very/long/path/that/no/line/has/room/for.ts',
      ['  ● src/a/very/long/path/that/no/line/has/room/for.ts'],
    ],
    [
      'names a command in its text',
      'what is not here; `git submodule update --init` gets it',
      ['what is not here;', '  `git submodule update --init` gets it'],
    ],
    ['is coloured', '\x1b[2m    four words, and four more of them\x1b[22m', undefined],
    [
      'has labels and wide letters',
      '  0:02  lost   设计 的 声明 不 再 属于 你 其他 人 结束 了 它',
      ['  0:02  lost', '        设计 的 声明 不 再 属于 你 其他', '        人 结束 了 它'],
    ],
  ])('%s', (_, line, wanted = [line]) => {
    expect(fitted(line)).toEqual(wanted);
  });

  it('goes into a file as it is', () => {
    const line = 'x '.repeat(500);
    expect(fitLines(line, Number.POSITIVE_INFINITY)).toBe(line);
  });
});
