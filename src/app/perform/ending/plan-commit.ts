import type { Oid, RefName, RunId, TaskId } from '../../../core/model/ids.ts';
import type { WallTime } from '../../../core/model/time.ts';
import type { ResultBranch } from '../run-ground.ts';

// The commit of a run's plan ref: its tree holds plan.json, its message says whether the run is over.

export interface PlanState {
  readonly run: RunId;
  readonly state: 'open' | 'finished';
  /** When it came to be so, by the writer's wall clock; plans of earlier versions do not say. */
  readonly at?: WallTime;
  /** The commit that its work is set on; plans of earlier versions do not say. */
  readonly head?: Oid;
  /** What the branch was moved to, and which branch that was; plans of earlier versions do not say. */
  readonly result?: Oid;
  readonly branch?: RefName;
  /** It was written as patches; no branch has it. */
  readonly patch?: boolean;
  /** Where jobs of CI read the configuration; absent: the plan's base. */
  readonly config?: Oid;
  /** Tasks that a person wants done anew in this run. */
  readonly again?: readonly TaskId[];
}

/** A subject for people, and one line of JSON. */
export const planMessage = (state: PlanState): string =>
  `Plan of ${state.run}: ${state.state}\n\n${JSON.stringify({ version: 1, ...state })}\n`;

/** Where people find the result of a run that is over. */
export const shownAt = ({
  ref,
  isPatch,
}: Pick<ResultBranch, 'ref' | 'isPatch'>): Pick<PlanState, 'branch' | 'patch'> =>
  isPatch ? { patch: true } : { branch: ref };

/** What a plan commit's message says; `undefined` where it is none of ours. */
export function readPlanMessage(message: string): PlanState | undefined {
  try {
    const value: unknown = JSON.parse(message.slice(message.indexOf('\n\n') + 2));
    if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== 1)
      return undefined;
    const { run, state, at, head, result, branch, patch, config, again } = value as unknown as Record<
      string,
      unknown
    >;
    if (typeof run !== 'string' || (state !== 'open' && state !== 'finished')) return undefined;
    if (![result, head, config].every(isOidOrAbsent)) return undefined;
    return {
      run: run as RunId,
      state,
      ...(typeof at === 'number' && Number.isSafeInteger(at) ? { at: at as WallTime } : {}),
      ...oidsOf({ head, result, config }),
      ...(isBranch(branch) ? { branch } : {}),
      ...(patch === true ? { patch } : {}),
      ...(isIds(again) ? { again } : {}),
    };
  } catch {
    return undefined;
  }
}

/** Somebody else may have written it, and it is asked for by name. */
const isBranch = (value: unknown): value is RefName =>
  typeof value === 'string' &&
  value.length <= 300 &&
  /^refs\/heads\/[^\s~^:?*[\\\x00-\x1f\x7f-]/.test(value) &&
  !/[\s~^:?*[\\\x00-\x1f\x7f]|\.\.|\/\/|\/$|@\{/.test(value);

const isIds = (value: unknown): value is readonly TaskId[] =>
  Array.isArray(value) &&
  value.every((id) => typeof id === 'string' && /^[a-z0-9][a-z0-9_-]{0,63}$/.test(id));

/** Those that are there; they have been checked. */
const oidsOf = (named: Readonly<Record<string, unknown>>): Readonly<Record<string, Oid>> =>
  Object.fromEntries(Object.entries(named).flatMap(([name, oid]) => (isOid(oid) ? [[name, oid]] : [])));

const isOid = (value: unknown): value is Oid => value !== undefined && isOidOrAbsent(value);

const isOidOrAbsent = (value: unknown): value is Oid | undefined =>
  value === undefined || (typeof value === 'string' && /^[0-9a-f]{40,64}$/.test(value));
