import type { Oid, RunId } from '../../../core/model/ids.ts';
import type { WallTime } from '../../../core/model/time.ts';

// The commit of a run's plan ref: its tree holds plan.json, its message says whether the run is over.

export interface PlanState {
  readonly run: RunId;
  readonly state: 'open' | 'finished';
  /** When it came to be so, by the writer's wall clock; plans of earlier versions do not say. */
  readonly at?: WallTime;
  /** The commit that its work is set on; plans of earlier versions do not say. */
  readonly head?: Oid;
  /** What the branch was moved to. */
  readonly result?: Oid;
}

/** A subject for people, and one line of JSON. */
export const planMessage = (state: PlanState): string =>
  `Plan of ${state.run}: ${state.state}\n\n${JSON.stringify({ version: 1, ...state })}\n`;

/** What a plan commit's message says; `undefined` where it is none of ours. */
export function readPlanMessage(message: string): PlanState | undefined {
  try {
    const value: unknown = JSON.parse(message.slice(message.indexOf('\n\n') + 2));
    if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== 1)
      return undefined;
    const { run, state, at, head, result } = value as unknown as Record<string, unknown>;
    if (typeof run !== 'string' || (state !== 'open' && state !== 'finished')) return undefined;
    if (!isOidOrAbsent(result) || !isOidOrAbsent(head)) return undefined;
    return {
      run: run as RunId,
      state,
      ...(typeof at === 'number' && Number.isSafeInteger(at) ? { at: at as WallTime } : {}),
      ...(head === undefined ? {} : { head }),
      ...(result === undefined ? {} : { result }),
    };
  } catch {
    return undefined;
  }
}

const isOidOrAbsent = (value: unknown): value is Oid | undefined =>
  value === undefined || (typeof value === 'string' && /^[0-9a-f]{40,64}$/.test(value));
