import type { Checked, Problem } from '../core/model/problem.ts';
import type { CiEvent } from './parse-event.ts';

/** What a plan in CI is asked with; the rest is the plan command's own. */
export interface CiPlanOptions {
  readonly base?: string;
  /** Also says that the configuration is read from the base. */
  readonly pullRequestBase?: string;
  readonly offline: false;
}

export type PlannedEvent<Made> =
  | { readonly kind: 'branch-deleted' }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | {
      readonly kind: 'planned';
      readonly made: Made;
      readonly warnings: readonly Problem[];
      /** The commit before a push could not be had (a force-push removed it): the default base was taken instead. */
      readonly lostBase?: string;
    };

/** Makes the plan that an event asks for. `base` is the Action's input, empty where it was not given. */
export async function planForEvent<Made>(ask: {
  readonly event: CiEvent;
  readonly base: string;
  readonly makePlan: (options: CiPlanOptions) => Promise<Checked<Made>>;
}): Promise<PlannedEvent<Made>> {
  const { event, base, makePlan } = ask;
  if (event.kind === 'branch-deleted') return { kind: 'branch-deleted' };
  const fromBase = event.kind === 'pull-request' ? { pullRequestBase: event.base } : {};
  if (base !== '') return planned(await makePlan({ base, ...fromBase, offline: false }));
  if (event.kind !== 'push' || event.before === undefined)
    return planned(await makePlan({ ...fromBase, offline: false }));
  const first = await makePlan({ base: event.before, offline: false });
  if (first.ok || !first.problems.every(isLostBase)) return planned(first);
  const second = planned(await makePlan({ offline: false }));
  return second.kind === 'planned' ? { ...second, lostBase: event.before } : second;
}

// In a shallow clone, which CI makes, a commit that cannot be fetched is one that the clone is too shallow for.
const LOST: readonly Problem['code'][] = ['bad-revision', 'base-not-found', 'shallow-clone'];
const isLostBase = ({ code }: Problem): boolean => LOST.includes(code);

function planned<Made>(made: Checked<Made>): PlannedEvent<Made> {
  return made.ok
    ? { kind: 'planned', made: made.value, warnings: made.warnings }
    : { kind: 'refused', problems: made.problems };
}
