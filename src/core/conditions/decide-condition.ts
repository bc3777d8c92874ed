import {
  Binary,
  type ContextAccess,
  type Expr,
  type FunctionCall,
  type IndexAccess,
  Literal,
} from '@actions/expressions/ast';
import * as data from '@actions/expressions/data/index';
import { Evaluator } from '@actions/expressions/evaluator';
import { truthy } from '@actions/expressions/result';
import {
  type ConditionFacts,
  type ConditionName,
  spellName,
  type ValueSeen,
  type Verdict,
} from './condition.ts';
import { partsOf } from './name-of.ts';

type Value = data.ExpressionData;

/** Decides a condition that has been read. Same facts, same verdict. */
export function decideCondition(
  read: { readonly tree: Expr; readonly names: readonly ConditionName[] },
  facts: ConditionFacts,
): Verdict {
  try {
    if (truthy(new FactEvaluator(read.tree, facts).evaluate())) return { kind: 'yes' };
  } catch (error) {
    if (error instanceof Undecided) return { kind: 'undecided', name: error.name, why: error.why };
    throw error;
  }
  return { kind: 'no', seen: read.names.map((name) => seen(name, facts)) };
}

class Undecided extends Error {
  override readonly name: string;
  readonly why: 'no-value' | 'no-number';
  constructor(name: string, why: Undecided['why']) {
    super(name);
    this.name = name;
    this.why = why;
  }
}

/** GitHub's evaluator, with our names; what would be a silent `false` there is no verdict here. */
class FactEvaluator extends Evaluator {
  readonly #facts: ConditionFacts;

  constructor(tree: Expr, facts: ConditionFacts) {
    super(tree, new data.Dictionary());
    this.#facts = facts;
  }

  override visitContextAccess(access: ContextAccess): Value {
    return lookUp([access.name.lexeme], this.#facts);
  }

  override visitIndexAccess(access: IndexAccess): Value {
    return lookUp(partsOf(access) ?? [], this.#facts);
  }

  override visitFunctionCall(call: FunctionCall): Value {
    switch (call.functionName.lexeme.toLowerCase()) {
      case 'always':
        return new data.BooleanData(true);
      case 'failure':
        return new data.BooleanData(this.#facts.hasFailed);
      case 'success':
        return new data.BooleanData(!this.#facts.hasFailed);
      default:
        return super.visitFunctionCall(call);
    }
  }

  override visitBinary(comparison: Binary): Value {
    const left = this.eval(comparison.left);
    const right = this.eval(comparison.right);
    const text = [left, right].find((side) => side instanceof data.StringData);
    const isMixed = text !== undefined && [left, right].some((side) => side instanceof data.NumberData);
    if (isMixed && Number.isNaN(text.number()))
      throw new Undecided(nameIn(comparison, text.coerceString()), 'no-number');
    return super.visitBinary(asTruth(comparison, left, right) ?? comparison);
  }
}

/** `… == 'true'` means what `… == true` does, where the agent has left a truth value. */
function asTruth(comparison: Binary, left: Value, right: Value): Binary | undefined {
  const isTruth = [left, right].some((side) => side instanceof data.BooleanData);
  const word = (side: Value): boolean =>
    side instanceof data.StringData && (side.value === 'true' || side.value === 'false');
  if (!isTruth || ![left, right].some(word)) return undefined;
  const literal = (side: Value): Literal => {
    const value = word(side) ? new data.BooleanData(side.coerceString() === 'true') : side;
    return new Literal(value, comparison.operator);
  };
  return new Binary(literal(left), comparison.operator, literal(right));
}

/** The name whose value could not be compared, else the value itself. */
function nameIn({ left, right }: Binary, value: string): string {
  return (partsOf(left) ?? partsOf(right))?.join('.') ?? value;
}

function lookUp(parts: readonly string[], { needs, state }: ConditionFacts): Value {
  const [context, name = '', what, output = ''] = parts;
  if (context === 'state') return asValue(Object.entries(state).find(([key]) => key === name)?.[1] ?? null);
  const need = needs.get(name);
  if (what === 'result') return new data.StringData(need?.result ?? 'skipped');
  if (need?.result !== 'success') return new data.Null();
  const left = Object.hasOwn(need.outputs, output) ? need.outputs[output] : undefined;
  if (left === undefined) throw new Undecided(parts.join('.'), 'no-value');
  return asOutput(left);
}

/** An agent writes JSON: what was a number or a truth value there is one here. */
function asOutput(text: string): Value {
  if (text === 'true' || text === 'false') return new data.BooleanData(text === 'true');
  return /^-?\d{1,15}(\.\d{1,15})?$/.test(text)
    ? new data.NumberData(Number(text))
    : new data.StringData(text);
}

function asValue(value: number | string | readonly string[] | null): Value {
  if (value === null) return new data.Null();
  if (typeof value === 'number') return new data.NumberData(value);
  if (typeof value === 'string') return new data.StringData(value);
  return new data.Array(...value.map((one) => new data.StringData(one)));
}

function seen(name: ConditionName, facts: ConditionFacts): ValueSeen {
  const spelled = spellName(name);
  const value = lookUp(spelled.split('.'), facts);
  const text =
    value instanceof data.Array
      ? value
          .values()
          .map((one) => one.coerceString())
          .join(' ')
      : value.coerceString();
  return { name: spelled, value: value instanceof data.Null ? 'not known' : text };
}
