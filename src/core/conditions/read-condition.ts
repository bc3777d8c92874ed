import type { Expr } from '@actions/expressions/ast';
import { ExpressionError } from '@actions/expressions/errors';
import { Lexer } from '@actions/expressions/lexer';
import { Parser } from '@actions/expressions/parser';
import type { ConditionTrouble, KnownNeeds, ReadCondition } from './condition.ts';
import { decideCondition } from './decide-condition.ts';
import { findNames } from './find-names.ts';
import { ALL_FUNCTIONS, HOW_IT_WENT } from './functions.ts';

/** Two conditions of the configuration, joined. */
const LONGEST = 4_000;

/**
 * Reads a condition in GitHub's expression language. The library takes a name that it does
 * not know for null, so that a spelling mistake would be `== 0`: the tree is walked, and every name has to be one that
 * there is.
 */
export function readCondition(text: string, needs: KnownNeeds): ReadCondition {
  if (text.length > LONGEST) return refuse({ reason: 'too-long', max: LONGEST });
  const parsed = parse(text);
  if ('reason' in parsed) return refuse(parsed);
  const { names, troubles, functions } = findNames(parsed.tree, needs);
  if (troubles.length > 0) return refuse(...troubles);
  const asksHowItWent = functions.some((name) => HOW_IT_WENT.includes(name));
  return {
    ok: true,
    condition: {
      text,
      asksHowItWent,
      names,
      decide: (facts) => decideCondition({ tree: parsed.tree, names }, facts),
    },
  };
}

const refuse = (...troubles: readonly ConditionTrouble[]): ReadCondition => ({ ok: false, troubles });

function parse(text: string): { readonly tree: Expr } | ConditionTrouble {
  try {
    const functions = HOW_IT_WENT.map((name) => ({ name, minArgs: 0, maxArgs: 0, call: notCalled }));
    // the types say that there always is one: of an empty text there is none
    const tree: Expr | undefined = new Parser(
      new Lexer(text).lex().tokens,
      ['needs', 'state'],
      functions,
    ).parse();
    return tree === undefined ? { reason: 'syntax', detail: 'it is empty' } : { tree };
  } catch (error) {
    return troubleOf(error);
  }
}

const notCalled = (): never => {
  throw new Error('what went before is asked of the facts');
};

/** The library says what is wrong in its message alone. */
function troubleOf(error: unknown): ConditionTrouble {
  const detail = error instanceof Error ? error.message : String(error);
  if (!(error instanceof ExpressionError)) return { reason: 'syntax', detail: detail.slice(0, 200) };
  if (detail.startsWith('Exceeded max expression depth')) return { reason: 'too-deep' };
  const [, kind, name = ''] = /^Unrecognized (named-value|function): '(.*)'$/s.exec(detail) ?? [];
  switch (kind) {
    case 'named-value':
      return { reason: 'name', name, known: ['needs', 'state'] };
    case 'function':
      return { reason: 'function', name, known: ALL_FUNCTIONS };
    default:
      return { reason: 'syntax', detail: detail.slice(0, 200) };
  }
}
