import { linePatternTrouble } from '../../core/analyse/lines/line-pattern-trouble.ts';
import { isBuiltIn } from '../../core/analyse/rules/kinds.ts';
import type { Problem } from '../../core/model/problem.ts';
import { errorAt } from '../parse/located.ts';
import { type ConfigRule, type RuleContext, whereOf } from './rule.ts';

/** `lines` and `languages` are for rules of the team, and a pattern has to be one that cannot backtrack. */
export const linePatternsAreUsable: ConfigRule = (context) =>
  Object.entries(context.input.rules).flatMap(([kind, rule]) =>
    typeof rule === 'object' ? troublesOf(context, kind, rule) : [],
  );

function troublesOf(
  context: RuleContext,
  kind: string,
  { lines, languages }: { readonly lines?: string | undefined; readonly languages: readonly string[] },
): readonly Problem[] {
  if (isBuiltIn(kind))
    return [...(lines === undefined ? [] : ['lines']), ...(languages.length === 0 ? [] : ['languages'])].map(
      (key) =>
        errorAt(whereOf(context, 'rules', kind, key), 'key-without-effect', { key, why: 'built-in-rule' }),
    );
  const reason = lines === undefined ? undefined : linePatternTrouble(lines);
  if (lines === undefined || reason === undefined) return [];
  return [errorAt(whereOf(context, 'rules', kind, 'lines'), 'bad-line-pattern', { pattern: lines, reason })];
}
