import type { Oid, RunId } from '../model/ids.ts';
import { digestOf } from './digest-inputs.ts';

/**
 * `feature-login-3f9c2a17`: a second start of the same work joins the first. Digested are target, head, configuration
 * and tasks: neither time nor agents found nor what others do.
 */
export function nameRun(ask: {
  readonly target: string;
  readonly head: Oid;
  readonly settings: unknown;
  readonly tasks: readonly { readonly id: string }[];
}): RunId {
  const tasks = [...ask.tasks].sort((a, b) => (a.id < b.id ? -1 : 1));
  const digest = digestOf({ ...ask, tasks }).slice(0, 8);
  return `${asComponent(ask.target)}-${digest}` as RunId;
}

/** The same work once more, where a person wants tasks done anew: `feature-login-3f9c2a17-2`. The first has no number. */
export const nameAttempt = (run: RunId, attempt: number): RunId =>
  attempt === 1 ? run : (`${run}-${attempt}` as RunId);

/** Whether two runs are for the same branch, whatever their tasks, settings and commits. */
export const isSameTarget = (one: string, other: string): boolean => targetIn(one) === targetIn(other);

const targetIn = (run: string): string => run.replace(/-[0-9a-f]{8}(-\d+)?$/, '');

/** One component of a ref: a target may hold slashes and anything else that a branch name may. */
const asComponent = (target: string): string =>
  target
    .replaceAll(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 60) || 'run';
