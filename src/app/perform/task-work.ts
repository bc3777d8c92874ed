import type { Oid, RefName } from '../../core/model/ids.ts';
import type { ConflictMet } from '../../core/run/prompt-parts.ts';
import type { RunningAgent } from '../ports/agents.ts';
import type { AgentExchange } from '../ports/exchange.ts';
import type { Collected, Worktree } from '../ports/worktrees.ts';

/** One task's work in progress. */
export interface TaskWork {
  tries: number;
  running?: RunningAgent;
  exchange?: AgentExchange;
  /** Why the earlier try could not be merged. */
  met?: ConflictMet;
  /** The result that the work began on. */
  basedOn?: Oid;
  made?: Extract<Collected, { ok: true }>;
  /** Work that a person has agreed to, however far it reaches. */
  accepted?: Extract<Collected, { ok: true }>;
  /** What was kept of it last, and where. */
  kept?: { readonly made: Extract<Collected, { ok: true }>; readonly commit: Oid; readonly ref: RefName };
  /** Tells that it is published or kept; until then a next run would look for it. */
  settled?: Worktree['settled'];
  summary?: string;
  outputs?: Readonly<Record<string, string>>;
  log?: string;
  stopped: boolean;
}
