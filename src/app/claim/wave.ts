import type { Handoff } from '../../core/claim/record.ts';
import type { StateCommit } from '../../core/claim/state-commit.ts';
import type { Oid, RefName, TaskId } from '../../core/model/ids.ts';
import type { Publishing } from '../ports/publishing.ts';
import type { StoreFailure } from '../ports/ref-store.ts';
import type { HeldClaim } from './claimant.ts';

/** A task of a wave whose work is to be published. */
export interface FinishedTask {
  readonly held: HeldClaim;
  readonly handoff: Handoff;
}

/** Works set on a result, one after the other and tested together. */
export interface Combined {
  /** The last of the commits; the result itself, where nothing changed. */
  readonly to: Oid;
  /** The commit of each task, with its trailer; none for a task that changed nothing. */
  readonly commits: ReadonlyMap<TaskId, Oid>;
  /** Tasks that do not fit: they conflict, or the combination fails its test. */
  readonly leftOut: readonly TaskId[];
}

/** The tasks of one run whose claims end together. */
export interface Wave {
  readonly result: {
    readonly ref: RefName;
    /** Where the run began: no work of it is older. */
    readonly head: Oid;
    /** Where it is, as far as it is known. */
    readonly tip: Oid;
  };
  readonly finished: readonly FinishedTask[];
  /** Claims that go back without a result: of tasks that failed, or were never begun. */
  readonly unfinished: readonly HeldClaim[];
  /** Asked again when the result has moved, or a task's claim was lost. */
  readonly combine: (tasks: readonly FinishedTask[], onto: Oid) => Promise<Combined>;
  readonly findTrailer: Publishing['findTrailer'];
}

/** What became of one task of a wave. Whatever is not `published` has work that the caller keeps. */
export type TaskEnd =
  /** Its work is in the result; without a commit where it changed nothing. */
  | { readonly kind: 'published'; readonly commit?: Oid }
  /** Given back: it was not finished, or did not fit (`left-out`). */
  | { readonly kind: 'released' | 'left-out' }
  /** Somebody else ended its claim, or its lease was over. */
  | { readonly kind: 'lost'; readonly why: string }
  /** It is not known; see the failure. The claim is remembered. */
  | { readonly kind: 'open' };

/** What became of a wave. */
export interface WaveEnd {
  /** The result, as it was seen last. */
  readonly tip: Oid;
  readonly ends: ReadonlyMap<TaskId, TaskEnd>;
  /** What was sent along to begin: it began, it did not, or that is not known yet. */
  readonly next: 'begun' | 'not-begun' | 'unknown';
  readonly failure?: StoreFailure;
}

/** One task of a wave, while its end is not known. */
export interface Member {
  readonly held: HeldClaim;
  /** Absent: its claim goes back without a result. */
  readonly work?: FinishedTask;
  /** Those of its locks that were seen to be its. */
  readonly locks: HeldClaim['record']['locks'];
}

/** What is known while a wave is ended. */
export interface WaveBook {
  readonly wave: Wave;
  open: readonly Member[];
  tip: Oid;
  readonly ends: Map<TaskId, TaskEnd>;
  /** What was made for sending, by what it was made of: what is sent again is the same object. */
  readonly commits: Map<string, StateCommit>;
  readonly combined: Map<string, Combined>;
}

export const openBook = (wave: Wave): WaveBook => ({
  wave,
  open: [
    ...wave.finished.map((work) => ({ held: work.held, work, locks: work.held.record.locks })),
    ...wave.unfinished.map((held) => ({ held, locks: held.record.locks })),
  ],
  tip: wave.result.tip,
  ends: new Map(),
  commits: new Map(),
  combined: new Map(),
});
