import type { FileLines } from '../../core/model/changed-lines.ts';
import type { Problem } from '../../core/model/problem.ts';
import type { LineMatch } from '../../core/model/project-state.ts';
import type { RuleSettings } from '../../core/model/settings.ts';
import type { Signal } from './signal.ts';

/** Added lines that match the patterns of the team's rules. By RE2: however a line is made, it takes its length in time. */
export const linePatternsSignal: Signal = {
  gives: ['line-patterns'],
  isWanted: ({ settings }) => settings.rules.some(hasPattern),
  read: async ({ settings, lines }) => {
    const [{ RE2JS }, files] = await Promise.all([import('re2js'), lines()]);
    const problems: Problem[] = [];
    const lineMatches = settings.rules.flatMap(({ kind, enabled, lines: pattern }) => {
      if (!enabled || pattern === undefined) return [];
      try {
        const compiled = RE2JS.compile(pattern);
        return matchesOf(kind, (text) => compiled.matcher(text).find(), files);
      } catch {
        problems.push({ code: 'line-pattern-unused', data: { pattern, kind } });
        return [];
      }
    });
    return { found: { lineMatches }, problems };
  },
};

const hasPattern = ({ enabled, lines }: RuleSettings): boolean => enabled && lines !== undefined;

function matchesOf(
  rule: string,
  matches: (text: string) => boolean,
  files: readonly FileLines[],
): readonly LineMatch[] {
  return files.flatMap(({ path, hunks }) => {
    const found = hunks
      .flatMap((hunk) => hunk.lines)
      .find(({ side, text }) => side === 'added' && matches(text));
    return found === undefined ? [] : [{ rule, path, line: found.line, text: found.text.trim() }];
  });
}
