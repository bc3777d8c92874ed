import type { Claimant } from '../../../app/claim/claimant.ts';
import type { ReleaseName } from '../../../core/claim/decide-release.ts';
import type { CommandContext } from '../../command.ts';
import type { OpenedTable } from '../../open/workspace.ts';

export interface Release {
  readonly context: CommandContext;
  readonly claimant: Claimant;
  readonly table: OpenedTable;
  /** undefined: all of mine */
  readonly names: readonly ReleaseName[] | undefined;
  readonly force: boolean;
}
