import type { Problem } from '../../core/model/problem.ts';
import { parseMinutes } from '../parse/duration.ts';
import { errorAt, type PathKey } from '../parse/located.ts';
import { agentEntries, type ConfigRule, type RuleContext, whereOf } from './rule.ts';

const DAY = 1440;

/** A lease or time limit of nothing, or of for ever, is a mistake. */
export const durationsAreInRange: ConfigRule = (context) => [
  ...inRange(context, {
    path: ['claims', 'lease'],
    value: context.input.claims.lease,
    min: 1,
    minText: '1m',
  }),
  ...inRange(context, { path: ['timeout'], value: context.input.timeout, min: 1 / 60, minText: '1s' }),
  ...agentEntries(context.input).flatMap(([name, { timeout }]) =>
    timeout === undefined
      ? []
      : inRange(context, { path: ['agents', name, 'timeout'], value: timeout, min: 1 / 60, minText: '1s' }),
  ),
];

interface Span {
  readonly path: readonly PathKey[];
  readonly value: string | number;
  readonly min: number;
  readonly minText: string;
}

function inRange(context: RuleContext, { path, value, min, minText }: Span): readonly Problem[] {
  const minutes = parseMinutes(value);
  if (minutes !== undefined && minutes >= min && minutes <= DAY) return [];
  return [
    errorAt(whereOf(context, ...path), 'out-of-range', { value: String(value), min: minText, max: '24h' }),
  ];
}
