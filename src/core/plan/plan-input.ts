import type { Agent, AgentContext } from '../model/agent.ts';
import type { Oid, RunId } from '../model/ids.ts';
import type { Plan, PlanState } from '../model/plan.ts';
import type { Presence } from '../model/presence.ts';
import type { Problem } from '../model/problem.ts';
import type { RoleSettings } from '../model/settings.ts';
import type { Task } from '../model/task.ts';

/** Everything a plan is made from; in any order, the same plan comes out. */
export interface PlanInput {
  readonly run: RunId;
  readonly target: string;
  readonly base: Oid;
  readonly head: Oid;
  /** ISO time of the state that is planned for; the only clock here. */
  readonly asOf: string;
  /** Ids unique, needs known and free of cycles: what is not is refused where it is read. */
  readonly tasks: readonly Task[];
  readonly agents: readonly Agent[];
  readonly contexts?: readonly AgentContext[];
  readonly roles: Readonly<Record<string, RoleSettings>>;
  readonly limits: PlanLimits;
  readonly presence: Presence;
  readonly leftOut?: Plan['leftOut'];
  readonly silenced?: Plan['silenced'];
  readonly notices?: readonly Problem[];
  /** What conditions ask of the project. */
  readonly state?: PlanState;
}

export interface PlanLimits {
  /** Agents at work at the same time, ≥ 1. */
  readonly agents: number;
  /** Tasks at work on one file at the same time, ≥ 1. */
  readonly agentsPerFile: number;
  /** Globs of paths that are merged, not locked: sharing them keeps nobody waiting. */
  readonly mergeable: readonly string[];
  /** Globs of paths of no interest. */
  readonly ignore: readonly string[];
}
