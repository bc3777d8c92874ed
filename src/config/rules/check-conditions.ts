import type { ConditionTrouble } from '../../core/conditions/condition.ts';
import type { Problem, Where } from '../../core/model/problem.ts';
import type { ProblemData } from '../../core/model/problem-data.ts';
import { asCondition } from '../normalize/normalize-parts.ts';
import { errorAt } from '../parse/located.ts';
import { nearest } from '../schema/nearest.ts';

/** A condition as it stands in a file. */
export interface WrittenCondition {
  readonly text: string;
  readonly where: Where;
  /** What it may ask for: tasks that it waits for, and the outputs that these declare. */
  readonly needs: ReadonlyMap<string, readonly string[]>;
}

/** Everything that is wrong with conditions. What reads them is loaded where there is one. */
export async function checkConditions(written: readonly WrittenCondition[]): Promise<readonly Problem[]> {
  if (written.length === 0) return [];
  const { readCondition } = await import('../../core/conditions/read-condition.ts');
  return written.flatMap(({ text, where, needs }) => {
    const read = readCondition(asCondition(text), needs);
    return read.ok
      ? []
      : read.troubles.map((trouble) => errorAt(where, 'bad-condition', dataOf(text, trouble)));
  });
}

function dataOf(condition: string, trouble: ConditionTrouble): ProblemData['bad-condition'] {
  const { reason } = trouble;
  switch (reason) {
    case 'too-long':
    case 'too-deep':
      return { condition: condition.slice(0, 200), reason, name: '', known: [] };
    case 'syntax':
      return { condition, reason, name: trouble.detail, known: [] };
    case 'no-value':
    case 'computed':
      return { condition, reason, name: trouble.name, known: [] };
    default: {
      const { name, known } = trouble;
      const near = nearest(name, known);
      return { condition, reason, name, known, ...(near !== undefined && { nearest: near }) };
    }
  }
}
