import type { LockChoice } from '../../core/claim/choose-locks.ts';
import type { AgentId, TaskId } from '../../core/model/ids.ts';
import type { CommandContext } from '../command.ts';
import type { OpenedTable } from '../wire.ts';

/** What was asked for, checked. */
export interface ClaimRequest {
  readonly asked: readonly string[];
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
}
