import type { AgentTemplate } from '../agent/agent-template.ts';
import type { ReadModule } from '../agent/make-submodules.ts';
import type { Fill } from './add-worktree.ts';
import type { atMostAtOnce } from './in-turn.ts';
import type { WorktreesOptions } from './worktree-place.ts';

/** What all folders of a run are made with. */
export interface Workshop {
  readonly options: WorktreesOptions;
  readonly removing: ReturnType<typeof atMostAtOnce>;
  readonly readTemplate: () => Promise<AgentTemplate>;
  readonly readModule: ReadModule;
  readonly fill: Fill;
}
