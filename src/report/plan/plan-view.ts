import type { ChangeSummary } from '../../core/analyse/summarize-change.ts';
import type { Change } from '../../core/model/change.ts';
import type { Plan } from '../../core/model/plan.ts';
import type { GivenOptions } from '../own-command.ts';
import type { Around } from './around-section.ts';

/** What a screen says about a plan besides the plan itself. */
export interface PlanView {
  readonly plan: Plan;
  readonly base: {
    readonly name: string;
    /** HEAD was the base itself: its first parent was taken, or there is none. */
    readonly how: 'branch' | 'first-parent' | 'root';
  };
  readonly changes: readonly Change[];
  /** What the rules saw of it; undefined: no rule was asked. */
  readonly seen?: ChangeSummary | undefined;
  readonly agents: readonly { readonly id: string; readonly runnable: boolean }[];
  /** File that the agents and limits come from; undefined: no configuration. */
  readonly source: string | undefined;
  /** Most agent-minutes that a run may use. */
  readonly minutes: number;
  /** Where a run of it would bring its result. */
  readonly resultBranch: string;
  readonly unpushed: number;
  readonly uncommitted: number | undefined;
  /** Given by `--tasks`, so nothing was derived. */
  readonly tasksFile: string | undefined;
  /** Who is at work here at all, where there is nothing to plan; absent: nobody looked. */
  readonly around?: Around | undefined;
  /** The folder that the reader is in, from the repository's root. */
  readonly below: string;
  readonly given: GivenOptions;
}

/** Terminal facts. */
export interface ScreenOptions {
  readonly columns: number;
  readonly colour: boolean;
}
