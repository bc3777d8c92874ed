import type { Problem } from '../../core/model/problem.ts';
import { problemOf } from '../../core/model/problem.ts';
import type { AgentSettings } from '../../core/model/settings.ts';
import { nearestPreset } from './nearest-preset.ts';

/** Why `run` has nobody to start: what `plan` says beforehand, in the same words. Undefined: it has somebody. */
export function nobodyToStart(agents: readonly AgentSettings[]): Problem | undefined {
  if (agents.some(({ runnable, command }) => runnable && command !== undefined)) return undefined;
  const configured = agents.filter(({ origin }) => origin === 'configured').map(({ id }) => id);
  if (configured.length === 0) return problemOf('no-agents', {});
  const near = configured.map(nearestPreset).find((name) => name !== undefined);
  const data = { agents: configured, ...(near === undefined ? {} : { nearest: near }) };
  return problemOf('no-command', data);
}
