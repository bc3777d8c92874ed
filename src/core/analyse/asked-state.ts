import { STATE_KEYS, type StateKey } from '../model/plan.ts';
import type { SignalName } from '../model/signal-name.ts';

/** Reports that conditions ask for, whether or not a rule looks at them. */
export function askedSignals(conditions: readonly string[]): readonly SignalName[] {
  const keys = askedKeys(conditions);
  return (['coverage', 'findings'] as const).filter((key) => keys.includes(key));
}

/** Of the state of the project, as `state.<key>`; a key too many does no harm. */
export const askedKeys = (conditions: readonly string[]): readonly StateKey[] =>
  STATE_KEYS.filter((key) => conditions.some((text) => /\bstate\b/.test(text) && text.includes(key)));
