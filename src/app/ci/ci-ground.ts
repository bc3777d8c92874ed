import type { CiHolder } from '../../core/claim/holder.ts';
import type { Oid } from '../../core/model/ids.ts';
import type { Checked, Problem } from '../../core/model/problem.ts';
import type { AgentSettings, Settings } from '../../core/model/settings.ts';
import type { Claimant } from '../claim/claimant.ts';
import type { ResultBranch } from '../perform/run-ground.ts';
import type { LargeObjects } from '../ports/large-objects.ts';
import type { CommitFiles, Publishing } from '../ports/publishing.ts';

/** What every step of a run in CI works with. Nothing of it is another job's: what those know stands in refs. */
export interface CiGround {
  readonly claimant: Claimant & { readonly holder: CiHolder };
  readonly publishing: Publishing & CommitFiles;
  readonly large: LargeObjects;
  /** As a commit has the configuration. */
  readonly settingsAt: (commit: Oid) => Promise<Checked<Settings>>;
  /** Why a step cannot work with commits of its run: this clone is too shallow. `undefined`: they are here. */
  readonly lacking: (commits: readonly Oid[]) => Promise<Problem | undefined>;
  readonly findAgents: (settings: Settings) => Promise<readonly AgentSettings[]>;
  /** Where results go. */
  readonly branchOf: (settings: Settings, target: string) => ResultBranch;
}

/** What the workflow says of its jobs. */
export interface JobLimits {
  readonly minutes: number;
  readonly maxParallel?: number;
}
