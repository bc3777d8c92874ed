import { type Checked, type Problem, problemOf } from '../core/model/problem.ts';
import type { CiEvent, NothingWhy } from './parse-event.ts';

/** What a plan in CI is asked with; the rest is the plan command's own. */
export interface CiPlanOptions {
  readonly base?: string;
  /** Also says that the configuration is read from there. */
  readonly pullRequestBase?: string;
  readonly offline: false;
}

/** A push whose commit before is not what the plan compares with, and why. */
export type PushFallback =
  /** It is gone: a force-push removed it. */
  | { readonly kind: 'lost'; readonly before: string }
  /** There was none. */
  | { readonly kind: 'new-branch' };

export type PlannedEvent<Made> =
  | { readonly kind: 'nothing'; readonly why: NothingWhy; readonly event: string }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | {
      readonly kind: 'planned';
      readonly made: Made;
      readonly warnings: readonly Problem[];
      /** The default base was taken instead. */
      readonly fallback?: PushFallback;
    };

/** Makes the plan that an event asks for. `base` is the Action's input, empty where it was not given. */
export async function planForEvent<Made>(ask: {
  readonly event: CiEvent;
  readonly base: string;
  readonly makePlan: (options: CiPlanOptions) => Promise<Checked<Made>>;
}): Promise<PlannedEvent<Made>> {
  const { event, base, makePlan } = ask;
  const given = base === '' ? {} : { base };
  switch (event.kind) {
    case 'nothing':
      return event;
    case 'unreadable':
      // the workflow's author named a base: the configuration comes from there, too
      return base === ''
        ? refused(problemOf('event-unreadable', { event: event.event }))
        : planned(await makePlan({ base, pullRequestBase: base, offline: false }));
    case 'proposal':
      return planned(await makePlan({ ...given, pullRequestBase: event.base, offline: false }));
    case 'own':
      return planned(await makePlan({ ...given, offline: false }));
    case 'push':
      return base === ''
        ? planPush(event.before, makePlan)
        : planned(await makePlan({ ...given, offline: false }));
  }
}

async function planPush<Made>(
  before: string | undefined,
  makePlan: (options: CiPlanOptions) => Promise<Checked<Made>>,
): Promise<PlannedEvent<Made>> {
  const first = before === undefined ? undefined : await makePlan({ base: before, offline: false });
  if (first?.ok || (first && !first.problems.every(isLostBase))) return planned(first);
  const second = planned(await makePlan({ offline: false }));
  if (second.kind !== 'planned') return second;
  return { ...second, fallback: before === undefined ? { kind: 'new-branch' } : { kind: 'lost', before } };
}

// In a shallow clone, which CI makes, a commit that cannot be fetched is one that the clone is too shallow for.
const LOST: readonly Problem['code'][] = ['bad-revision', 'base-not-found', 'shallow-clone'];
const isLostBase = ({ code }: Problem): boolean => LOST.includes(code);

const refused = (problem: Problem): PlannedEvent<never> => ({ kind: 'refused', problems: [problem] });

function planned<Made>(made: Checked<Made>): PlannedEvent<Made> {
  return made.ok
    ? { kind: 'planned', made: made.value, warnings: made.warnings }
    : { kind: 'refused', problems: made.problems };
}
