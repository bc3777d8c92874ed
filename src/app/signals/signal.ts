import type { Change } from '../../core/model/change.ts';
import type { FileLines } from '../../core/model/changed-lines.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import type { Problem } from '../../core/model/problem.ts';
import type { ProjectState } from '../../core/model/project-state.ts';
import type { Settings } from '../../core/model/settings.ts';
import type { SignalName, SignalSource } from '../../core/model/signal-name.ts';
import type { Range, Repository } from '../ports/repository.ts';

/** What signals are read for. */
export interface SignalQuestion {
  readonly repository: Repository;
  readonly range: Range;
  readonly changes: readonly Change[];
  readonly settings: Pick<Settings, 'goal' | 'coverageTarget' | 'rules' | 'signals' | 'workflows'>;
  /** Changed lines, read once for all that ask. */
  readonly lines: () => Promise<readonly FileLines[]>;
  /** Every file of the head commit, listed once. */
  readonly files: () => Promise<readonly RepoPath[]>;
}

/** What one signal adds to the state of the project; nothing where its source is not there. */
export interface SignalReading {
  readonly found: Partial<ProjectState>;
  readonly sources?: readonly SignalSource[];
  /** A source that is there and cannot be read is a warning, not a failure. */
  readonly problems?: readonly Problem[];
}

/** A source of facts about the project. One signal does not wait for another. */
export interface Signal {
  /** What it reads; several, where they stand in the same files. */
  readonly gives: readonly SignalName[];
  /** Whether anything of this change could need it; else nothing is read. */
  readonly isWanted: (ask: SignalQuestion) => boolean;
  readonly read: (ask: SignalQuestion) => Promise<SignalReading>;
}
