import * as v from 'valibot';
import type { Checked, Problem } from '../../core/model/problem.ts';
import { inFileOrder, type Located, toPlain } from '../parse/located.ts';
import { issueToProblem } from './issue-to-problem.ts';

/** The value in the schema's shape with its defaults, or every problem with its place. */
export function checkShape<const Schema extends v.GenericSchema>(
  schema: Schema,
  node: Located,
): Checked<v.InferOutput<Schema>> {
  const result = v.safeParse(schema, toPlain(node));
  if (result.success) return { ok: true, value: result.output, warnings: [] };
  const problems: Problem[] = result.issues.flatMap((issue) => issueToProblem(issue, node));
  return { ok: false, problems: inFileOrder(problems) };
}
