import type { SignalName } from '../model/project-state.ts';
import type { RuleSettings } from '../model/settings.ts';
import { RULES } from './rules/registry.ts';

/** Signals that some rule which is on looks at. */
export function neededSignals(settings: readonly RuleSettings[]): ReadonlySet<SignalName> {
  const off = new Set(settings.filter(({ enabled }) => !enabled).map(({ kind }) => kind));
  const custom: readonly SignalName[] = settings.some((own) => own.custom && own.enabled)
    ? ['line-patterns']
    : [];
  return new Set([
    ...RULES.filter(({ kind }) => !off.has(kind)).flatMap(({ signals }) => signals),
    ...custom,
  ]);
}
