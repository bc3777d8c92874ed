import type { RuleSettings } from '../model/settings.ts';
import type { SignalName } from '../model/signal-name.ts';
import { RULES } from './rules/registry.ts';

/**
 * Signals that some rule which is on looks at, or a condition asks for (`also`); packages: those are read where a workflow wants
 * them; messages: they may ask for silence, whatever the rules are.
 */
export function neededSignals(
  settings: readonly RuleSettings[],
  also: readonly SignalName[] = [],
): ReadonlySet<SignalName> {
  const off = new Set(settings.filter(({ enabled }) => !enabled).map(({ kind }) => kind));
  const custom: readonly SignalName[] = settings.some((own) => own.custom && own.enabled)
    ? ['line-patterns']
    : [];
  return new Set<SignalName>([
    'messages',
    ...RULES.filter(({ kind }) => !off.has(kind)).flatMap(({ signals }) => signals),
    ...custom,
    ...also,
    'packages',
  ]);
}
