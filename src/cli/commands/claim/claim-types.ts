import type { TypedPaths } from '../../../app/session/understand-paths.ts';
import type { AgentId, TaskId } from '../../../core/model/ids.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { LockChoice } from '../../../core/paths/choose-locks.ts';
import type { CommandContext } from '../../command.ts';
import type { OpenedTable } from '../../open/opened.ts';

/** What was asked for, checked. */
export interface ClaimRequest {
  readonly asked: TypedPaths;
  readonly task: { readonly id: TaskId; readonly title?: string } | undefined;
  readonly agent: AgentId | undefined;
  readonly leaseS: number | undefined;
  readonly waitS: number;
}

/** A request with the locks it takes, on its table. */
export interface SessionClaim {
  readonly context: CommandContext;
  readonly table: OpenedTable;
  readonly request: ClaimRequest;
  readonly choice: LockChoice;
  /** The folder of the repository that the user is in; '' is its root. */
  readonly below: string;
  /** What is said beside the answer. */
  readonly notes: readonly Problem[];
}
