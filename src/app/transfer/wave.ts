import type { SentEnd, TaskEnd } from '../../core/claim/judge-wave.ts';
import type { Handoff } from '../../core/claim/record.ts';
import type { StateCommit } from '../../core/claim/state-commit.ts';
import type { LockName, Oid, RefName, TaskId } from '../../core/model/ids.ts';
import type { Attempt } from '../claim/claim-attempt.ts';
import type { HeldClaim } from '../claim/claimant.ts';
import type { KeptClaim } from '../claim/keep-renewed.ts';
import type { Publishing } from '../ports/publishing.ts';
import type { RefUpdate, StoreFailure } from '../ports/ref-store.ts';
import type { Result } from './result.ts';

/** A task of a wave whose work is to be published. */
export interface FinishedTask {
  readonly held: HeldClaim;
  readonly handoff: Handoff;
}

/** Works set on a result, one after the other and tested together. `Why`: what the caller wants to know of those that do not fit. */
export interface Combined<Why> {
  /** The last of the commits; the result itself, where nothing changed. */
  readonly to: Oid;
  /** The commit of each task, with its line; none for a task that changed nothing. */
  readonly commits: ReadonlyMap<TaskId, Oid>;
  /** Tasks that do not fit: they conflict, or the combination fails its test. */
  readonly leftOut: ReadonlyMap<TaskId, Why>;
}

/** Tasks of one run whose claims end together: one finished task, all that were finished meanwhile, or a matrix of CI. */
export interface Wave<Why> {
  readonly result: Result;
  /** Kept in force until they are sent. */
  readonly finished: readonly { readonly claim: KeptClaim; readonly handoff: Handoff }[];
  /** Claims that go back without a result: of tasks that failed, or were never begun. */
  readonly unfinished: readonly HeldClaim[];
  /** What does not fit: its claim goes back with the rest, or stays in force with whoever holds it. */
  readonly leftOut: 'released' | 'kept';
  /** A claim that was to end is in force: it is renewed again. */
  readonly keep: (held: HeldClaim) => KeptClaim;
  /** Asked again when the result has moved, or a task's claim was lost. */
  readonly combine: (tasks: readonly FinishedTask[], onto: Oid) => Promise<Combined<Why>>;
  /** Claims that begin with the first sending of it, asked for once. Not to be relied on: see `WaveEnd.next`. */
  readonly begin: (ending: EndingTasks) => Promise<readonly Attempt[]>;
  /** Moves with the first sending of it, where that goes through: never asked for again, and never what stops the rest. */
  readonly alongside?: (ending: EndingTasks) => Promise<readonly RefUpdate[]>;
  /** What the ended state of a task says of how its work ended, for whoever comes later; absent: nothing. */
  readonly report?: (task: TaskId, end: SentEnd<Why>) => string | undefined;
  readonly findTrailer: Publishing['findTrailer'];
}

/** What a sending is about to end. */
export interface EndingTasks {
  readonly tasks: readonly HeldClaim[];
  /** Those of them whose work it publishes. */
  readonly published: ReadonlySet<TaskId>;
  /** The result after it. */
  readonly to: Oid;
  /** What the ref of each of these tasks shows before it and after it: a claim of the same task begins on the latter. */
  readonly ended: ReadonlyMap<RefName, { readonly from: Oid; readonly to: Oid }>;
}

/** What became of a wave. Whatever is not `published` has work that the caller keeps. */
export interface WaveEnd<Why> {
  readonly ends: ReadonlyMap<TaskId, TaskEnd<Why>>;
  /** What was sent along to begin: it began, it did not, or that is not known yet. */
  readonly next: 'begun' | 'not-begun' | 'unknown';
  /** Why tasks are still `open`: the table did not do it, or the result moved on each time. */
  readonly stopped?: Stopped;
}

/** Ends waves, for whoever publishes. */
export interface Transfer {
  end<Why>(wave: Wave<Why>): Promise<WaveEnd<Why>>;
}

export type Stopped =
  | { readonly kind: 'failed'; readonly failure: StoreFailure }
  | { readonly kind: 'refused'; readonly times: number };

/** One task of a wave, while its end is not known. */
export interface Member {
  readonly held: HeldClaim;
  /** Absent: its claim goes back without a result. */
  readonly handoff?: Handoff;
  /** While it is renewed; absent while the wave is being sent, and for what goes back. */
  readonly claim?: KeptClaim;
  /** Those of its locks that were seen to be its, where it was looked at. */
  readonly locks?: readonly LockName[];
}

/** What is known while a wave is ended. */
export interface WaveBook<Why> {
  readonly wave: Wave<Why>;
  open: readonly Member[];
  readonly ends: Map<TaskId, TaskEnd<Why>>;
  /** What began, or was to, with the first sending; absent: nothing has been sent. */
  attempts: readonly Attempt[] | undefined;
  /** What goes along is in the sending that is under way. */
  carries: boolean;
  next: WaveEnd<Why>['next'];
  /** What was made for sending, by what it was made of: what is sent again is the same object. */
  readonly commits: Map<string, StateCommit>;
  readonly combined: Map<string, Combined<Why>>;
}

export const openBook = <Why>(wave: Wave<Why>): WaveBook<Why> => ({
  wave,
  open: [
    ...wave.finished.map(({ claim, handoff }) => ({ held: claim.held, claim, handoff })),
    ...wave.unfinished.map((held) => ({ held })),
  ],
  ends: new Map(),
  attempts: undefined,
  carries: false,
  next: 'not-begun',
  commits: new Map(),
  combined: new Map(),
});
