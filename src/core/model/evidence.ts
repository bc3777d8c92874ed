import type { Oid, RepoPath } from './ids.ts';
import type { ExposedSurface } from './reasons.ts';
import type { LineRisk } from './risks.ts';
import type { WallTime } from './time.ts';

// Why a rule asks for a task, as data: plan.json carries it, `report/plan/evidence-words.ts` says it.

/** A changed line and what makes it one to look at. */
export interface RiskyLine {
  readonly kind: 'risk';
  readonly risk: LineRisk;
  readonly file: RepoPath;
  readonly line: number;
  readonly text: string;
  /** It is gone: the line is that of the old file. */
  readonly removed?: true;
  readonly moved?: true;
}

/** A report that other tools wrote, and whether it was written before the change. */
interface Reported {
  readonly source: string;
  readonly at?: WallTime;
  readonly older?: true;
}

export type Evidence =
  | RiskyLine
  /** Nothing but the file's name is known. */
  | {
      readonly kind: 'name';
      readonly surface: ExposedSurface | 'data-model' | 'manifest';
      readonly file: RepoPath;
    }
  /** A program that every build runs: no diff shows what changed. */
  | { readonly kind: 'binary'; readonly file: RepoPath; readonly how: 'added' | 'replaced' }
  | { readonly kind: 'secret-file'; readonly file: RepoPath }
  /** A commit of the change says to be about security; `text`: what it says, `line`: the first that changed. */
  | {
      readonly kind: 'said';
      readonly file: RepoPath;
      readonly line: number;
      readonly commit: Oid;
      readonly text: string;
    }
  | { readonly kind: 'submodule'; readonly file: RepoPath }
  | { readonly kind: 'audited'; readonly at: WallTime }
  | { readonly kind: 'size'; readonly lines: number; readonly files: number; readonly risky: number }
  | { readonly kind: 'migration'; readonly file: RepoPath; readonly line: number; readonly text: string }
  /** `files` of them are in no task. */
  | { readonly kind: 'left-out'; readonly reviewed: number; readonly files: number }
  | {
      readonly kind: 'untested';
      readonly file: RepoPath;
      readonly line: number;
      readonly text: string;
      /** Real lines of the file that are new. */
      readonly lines: number;
      /** A test of the same kind of file that is there. */
      readonly like: RepoPath;
      /** What a commit says to mend. */
      readonly mends?: string;
    }
  /** Who leaves out a parameter gets something else. */
  | {
      readonly kind: 'default-untested';
      readonly file: RepoPath;
      readonly name: string;
      readonly parameter: string;
      readonly was: string;
      readonly like: RepoPath;
    }
  | { readonly kind: 'test-removed'; readonly file: RepoPath; readonly of: RepoPath }
  | (Reported & {
      readonly kind: 'uncovered';
      readonly lines: number;
      readonly of: number;
      readonly percent: number;
      readonly target: number;
    })
  | (Reported & { readonly kind: 'low-coverage'; readonly percent: number; readonly target: number })
  | {
      readonly kind: 'mention';
      readonly file: RepoPath;
      readonly line: number;
      readonly text: string;
      readonly name: string;
      readonly how: 'removed' | 'changed' | 'default';
      readonly of: RepoPath;
    }
  | {
      readonly kind: 'dependency';
      readonly file: RepoPath;
      readonly name: string;
      readonly how: 'new' | 'major' | 'moved';
      readonly line?: number;
      readonly from?: string;
      readonly to?: string;
    }
  | (Reported & {
      readonly kind: 'advisory';
      readonly file: RepoPath;
      readonly name: string;
      readonly id: string;
      readonly severity: string;
      readonly text: string;
    })
  | (Reported & {
      readonly kind: 'finding';
      readonly file: RepoPath;
      readonly line: number;
      readonly text: string;
      readonly rule: string;
      readonly tool: string;
    })
  | (Reported & {
      readonly kind: 'failure';
      readonly file: RepoPath;
      readonly line?: number;
      readonly name: string;
      readonly text: string;
    })
  | { readonly kind: 'conflict'; readonly file: RepoPath; readonly branch: string; readonly line?: number }
  /** A rule of the team; `text`: the line that its pattern matched. */
  | {
      readonly kind: 'asked';
      readonly rule: string;
      readonly file: RepoPath;
      readonly line?: number;
      readonly text?: string;
    }
  | { readonly kind: 'unlisted'; readonly files: number };

/** How a task is called and why it is there, in words: `report/` makes them, and the doors hand them in. */
export interface TaskWords {
  /** `lead`: how the rule's titles begin. */
  readonly title: (lead: string, files: readonly RepoPath[]) => string;
  /** One line. */
  readonly why: (evidence: readonly Evidence[]) => string;
}
