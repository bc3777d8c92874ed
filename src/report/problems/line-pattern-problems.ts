import type { LinePatternReason } from '../../core/model/config-problem-data.ts';
import { type Catalogue, note, usage } from './entry.ts';
import { datum } from './wording.ts';

const LINEAR = 'lines are matched in linear time, as RE2 does; write it without';

/** Why a pattern for lines is not used, and what helps. */
const LINE_PATTERNS = {
  lookaround: ['looks around', LINEAR],
  backreference: ['refers back to what it matched', LINEAR],
  repetition: ['repeats more than 1000 times', 'write fewer, or `*`'],
  escape: ['has an escape or a class that RE2 does not know', 'write the letter itself, or \\x{…}'],
  syntax: ['is not a regular expression', 'close each bracket; a backslash before what is meant literally'],
} satisfies Record<LinePatternReason, readonly [what: string, remedy: string]>;

export const LINE_PATTERN_PROBLEMS: Catalogue<'bad-line-pattern' | 'line-pattern-unused'> = {
  'bad-line-pattern': usage((data) => {
    const [what, remedy] =
      (Object.hasOwn(LINE_PATTERNS, data.reason) && LINE_PATTERNS[data.reason]) || LINE_PATTERNS.syntax;
    return { what: `${datum(data, 'pattern')} ${what}`, remedy };
  }),
  'line-pattern-unused': note((data) => ({
    what: `the pattern of ${datum(data, 'kind')} is none that RE2 knows: ${datum(data, 'pattern')}`,
    remedy: 'correct rules.<kind>.lines; until then the rule says nothing',
  })),
};
