import {
  Binary,
  ContextAccess,
  type Expr,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Unary,
} from '@actions/expressions/ast';
import { NumberData } from '@actions/expressions/data/number';
import { StringData } from '@actions/expressions/data/string';
import { STATE_KEYS } from '../model/plan.ts';
import {
  type ConditionName,
  type ConditionTrouble,
  type KnownNeeds,
  RESULTS,
  spellName,
} from './condition.ts';
import { ALL_FUNCTIONS, isFunction } from './functions.ts';
import { partsOf } from './name-of.ts';

export interface FoundNames {
  /** Each once. */
  readonly names: readonly ConditionName[];
  readonly functions: readonly string[];
  readonly troubles: readonly ConditionTrouble[];
}

/** Every name and function of a condition, and what is wrong with them: all of it, not the first. */
export function findNames(tree: Expr, needs: KnownNeeds): FoundNames {
  const names = new Map<string, ConditionName>();
  const functions: string[] = [];
  const troubles: ConditionTrouble[] = [];
  const note = (expression: Expr, asNumber: boolean): void => {
    const found = nameOf(expression, needs);
    if ('reason' in found) {
      troubles.push(found);
      return;
    }
    const spelled = spellName(found);
    const isNumber = asNumber || isAsNumber(names.get(spelled));
    names.set(spelled, found.kind === 'output' ? { ...found, asNumber: isNumber } : found);
  };
  const open: Expr[] = [tree];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (isName(at)) note(at, false);
    else if (at instanceof FunctionCall) {
      const name = at.functionName.lexeme;
      if (isFunction(name)) functions.push(name.toLowerCase());
      else troubles.push({ reason: 'function', name, known: ALL_FUNCTIONS });
      open.push(...at.args);
    } else if (at instanceof Binary) {
      troubles.push(...comparisonTroubles(at));
      const asNumber = isNumber(at.left) || isNumber(at.right);
      for (const side of [at.left, at.right])
        if (isName(side)) note(side, asNumber);
        else open.push(side);
    } else open.push(...partsBelow(at));
  }
  return { names: [...names.values()], functions, troubles };
}

function partsBelow(expression: Expr): readonly Expr[] {
  if (expression instanceof Logical) return expression.args;
  if (expression instanceof Unary) return [expression.expr];
  return expression instanceof Grouping ? [expression.group] : [];
}

const unwrap = (expression: Expr): Expr =>
  expression instanceof Grouping ? unwrap(expression.group) : expression;

const isName = (expression: Expr): boolean => {
  const inner = unwrap(expression);
  return inner instanceof ContextAccess || inner instanceof IndexAccess;
};

const isNumber = (expression: Expr): boolean => {
  const inner = unwrap(expression);
  return inner instanceof Literal && inner.literal instanceof NumberData;
};

const isAsNumber = (name: ConditionName | undefined): boolean => name?.kind === 'output' && name.asNumber;

function nameOf(expression: Expr, needs: KnownNeeds): ConditionName | ConditionTrouble {
  const parts = partsOf(expression);
  if (parts === undefined) return { reason: 'computed', name: '' };
  const [context, name = '', what, output = ''] = parts;
  const spelled = parts.join('.');
  if (context === 'state') {
    const key = STATE_KEYS.find((known) => known === name);
    if (name === '' || parts.length > 2) return { reason: 'no-value', name: spelled };
    return key === undefined ? { reason: 'state', name, known: STATE_KEYS } : { kind: 'state', key };
  }
  const outputs = needs.get(name);
  if (context !== 'needs') return { reason: 'name', name: context ?? '', known: ['needs', 'state'] };
  if (name === '') return { reason: 'no-value', name: spelled };
  if (outputs === undefined) return { reason: 'need', name, known: [...needs.keys()] };
  if (what !== undefined && what !== 'outputs' && what !== 'result')
    return { reason: 'name', name: what, known: ['outputs', 'result'] };
  if (what === 'result' && parts.length === 3) return { kind: 'result', need: name };
  if (what !== 'outputs' || parts.length !== 4) return { reason: 'no-value', name: spelled };
  if (outputs !== 'any' && !outputs.includes(output))
    return { reason: 'output', name: output, known: outputs };
  return { kind: 'output', need: name, output, asNumber: false };
}

/** A result that there is not, and a list, are never equal to anything: that is a mistake, and nobody would see it. */
function comparisonTroubles({ left, right }: Binary): readonly ConditionTrouble[] {
  return [[left, right] as const, [right, left] as const].flatMap(
    ([one, other]): readonly ConditionTrouble[] => {
      const parts = isName(one) ? partsOf(one) : undefined;
      if (parts === undefined) return [];
      if (parts.join('.') === 'state.changed_files')
        return [{ reason: 'no-value', name: 'state.changed_files' }];
      const text = textOf(other);
      const isResult = parts[0] === 'needs' && parts[2] === 'result' && parts.length === 3;
      if (!isResult || text === undefined || RESULTS.some((result) => result === text)) return [];
      return [{ reason: 'result', name: text, known: RESULTS }];
    },
  );
}

function textOf(expression: Expr): string | undefined {
  const inner = unwrap(expression);
  return inner instanceof Literal && inner.literal instanceof StringData ? inner.literal.value : undefined;
}
