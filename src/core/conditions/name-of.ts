import { ContextAccess, type Expr, Grouping, IndexAccess, Literal } from '@actions/expressions/ast';
import { StringData } from '@actions/expressions/data/string';

/** `needs.scan.outputs.findings` → its parts; `undefined`: it is no name that is written out. */
export function partsOf(expression: Expr): readonly string[] | undefined {
  if (expression instanceof Grouping) return partsOf(expression.group);
  if (expression instanceof ContextAccess) return [expression.name.lexeme];
  if (!(expression instanceof IndexAccess)) return undefined;
  const { expr, index } = expression;
  const before = partsOf(expr);
  if (before === undefined || !(index instanceof Literal)) return undefined;
  return index.literal instanceof StringData ? [...before, index.literal.value] : undefined;
}
