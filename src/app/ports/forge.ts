import type { CiHolder } from '../../core/claim/holder.ts';
import type { BranchRule } from '../../core/run/judge-branch-rules.ts';

/** The host of the repository, as far as claims need it. Everything it cannot say for certain is `unknown`. */
export interface Forge {
  /**
   * Whether that attempt of a CI run has come to its end. `over` only where the host itself says that this very attempt
   * is completed: not for a run that it does not know, does not show us, or does not answer about in time.
   */
  isAttemptOver(holder: CiHolder): Promise<AttemptStanding>;
}

export type AttemptStanding = 'over' | 'running' | 'unknown';

/** What it allows of a branch. */
export interface BranchRules {
  /** As people call it. */
  readonly host: string;
  /** Those that hold for whoever asks; none where it does not say, or not in time. */
  rulesOf(branch: string): Promise<readonly BranchRule[]>;
}
