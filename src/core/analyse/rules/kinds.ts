import type { TaskNature } from '../../model/task-nature.ts';
import { RULES } from './registry.ts';
import type { Rule } from './rule.ts';

const BY_KIND: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.kind, rule]));

/** Kinds that our own rules derive. */
export const BUILT_IN_KINDS: readonly string[] = RULES.map(({ kind }) => kind);

export const isBuiltIn = (kind: string): boolean => BY_KIND.has(kind);

const OTHER = { fixed: 12, linesPerMinute: 40 };
/** Whatever the size, an agent is done or lost after this. */
const MOST_MINUTES = 60;

/** Until runs have shown better: whole minutes, at least the fixed part of the kind. */
export function defaultEstimate(kind: string, changedLines: number): number {
  const { fixed, linesPerMinute } = BY_KIND.get(kind)?.estimate ?? OTHER;
  return Math.min(MOST_MINUTES, fixed + Math.ceil(changedLines / linesPerMinute));
}

const BY_PREFIX: readonly (readonly [RegExp, TaskNature])[] = [
  [/^fix/, 'fixes'],
  [/^verify/, 'verifies'],
  [/^(documentation|docs\b)/, 'documents'],
];

/** Of a built-in kind as registered; of a team's own by how its name begins. */
export const natureOf = (kind: string): TaskNature =>
  BY_KIND.get(kind)?.nature ?? BY_PREFIX.find(([name]) => name.test(kind))?.[1] ?? 'codes';
