import type { WallTime } from '../model/time.ts';
import type { ClaimRecord } from './record.ts';

/** A claim as one look at the table showed it to somebody. */
export interface SeenClaim {
  readonly record: ClaimRecord;
  readonly since: WallTime;
  /** Whoever wants its paths may take them: its lease is over or its holder is gone. */
  readonly over: boolean;
  readonly mine: boolean;
}

/** What the task refs say of one run. */
export interface SeenRun {
  readonly run: string;
  readonly done: number;
  readonly working: number;
  readonly ended: number;
}
