import { BUILT_IN_KINDS, isBuiltIn } from '../../core/analyse/rules/kinds.ts';
import { errorAt } from '../parse/located.ts';
import { nearest } from '../schema/nearest.ts';
import { type ConfigRule, whereOf } from './rule.ts';

/** A rule of a kind that is not built in needs paths; mostly it is a built-in one misspelt. */
export const ownRulesHavePaths: ConfigRule = (context) =>
  Object.entries(context.input.rules).flatMap(([kind, rule]) => {
    const off = rule === false || rule === 'off' || (typeof rule === 'object' && !rule.enabled);
    const paths = typeof rule === 'object' ? rule.paths : [];
    if (isBuiltIn(kind) || paths.length > 0) return [];
    const near = nearest(kind, BUILT_IN_KINDS);
    // Switching off what does not exist is worth a word only because something else was meant.
    const data = { kind, off, known: BUILT_IN_KINDS, ...(near !== undefined && { nearest: near }) };
    return [errorAt(whereOf(context, 'rules', kind), 'rule-without-paths', data)];
  });
