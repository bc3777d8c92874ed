import type { ClaimDesk } from '../../app/claim/desk.ts';
import type { ReleaseName } from '../../core/claim/decide-release.ts';
import type { CommandContext } from '../command.ts';
import type { OpenedTable } from '../wire.ts';

export interface Release {
  readonly context: CommandContext;
  readonly desk: ClaimDesk;
  readonly table: OpenedTable;
  /** undefined: all of mine */
  readonly names: readonly ReleaseName[] | undefined;
  readonly force: boolean;
}
