import type { AgentId, Oid, TaskDigest, TaskId } from '../model/ids.ts';
import type { Problem } from '../model/problem.ts';

/** What to do next. Each one ends in exactly one event about its task, except `stop` and `let-go`, which make `work` and `claim` end sooner. */
export type RunAction =
  /** `after`: in the push that publishes that task, whose place it takes; if that comes to nothing, not at all. */
  | { readonly kind: 'claim'; readonly task: TaskId; readonly agent: AgentId; readonly after?: TaskId }
  /** Make a worktree, prepare it, run the agent, collect what it changed. `again` says why it is not the first time. */
  | { readonly kind: 'work'; readonly task: TaskId; readonly agent: AgentId; readonly again?: Problem }
  | { readonly kind: 'publish'; readonly task: TaskId; readonly agent: AgentId }
  /** `empty`: it left nothing, which is recorded. */
  | { readonly kind: 'release'; readonly task: TaskId; readonly why?: 'empty' }
  /** Record that a person takes it for done; `commit`: its work, where there is some, which says that it is `as`. */
  | { readonly kind: 'accept'; readonly task: TaskId; readonly commit?: Oid; readonly as?: TaskDigest }
  /** Make the tasks for the items of a list that this task has left. */
  | { readonly kind: 'expand'; readonly task: TaskId }
  | { readonly kind: 'wait'; readonly task: TaskId; readonly ms: number }
  /** Ends as `rested`, about that agent. */
  | { readonly kind: 'rest'; readonly agent: AgentId; readonly ms: number }
  | { readonly kind: 'stop'; readonly task: TaskId }
  /** The claim of this task need not wait for the publication of the other one; ends as `not-begun`, if it still can. */
  | { readonly kind: 'let-go'; readonly task: TaskId; readonly after: TaskId }
  /** `allDone`: nothing is left for another start of this run. */
  | { readonly kind: 'finish'; readonly allDone: boolean };
