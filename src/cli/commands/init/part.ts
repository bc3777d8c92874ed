import type { SetupFiles } from '../../../app/ports/setup-files.ts';
import type { Checked } from '../../../core/model/problem.ts';
import type { FilePlace, WantedFile } from '../../../core/setup/wanted-file.ts';
import type { OwnProgram } from '../../../report/setup/agents/agent-setup.ts';
import type { CommandContext, CommandInput } from '../../command.ts';
import type { Workspace } from '../../open/opened.ts';

/** What a part may look at, of the repository and of the command line. */
export interface SetupGround {
  readonly context: CommandContext;
  readonly input: CommandInput;
  readonly workspace: Workspace;
  readonly files: Pick<SetupFiles, 'read'>;
  /** The programs of agents that are on PATH or configured; looked for once. */
  readonly programsAtHand: () => Promise<readonly string[]>;
  /** How people and agents of this repository call us; looked for once. */
  readonly ownProgram: () => Promise<OwnProgram>;
}

/**
 * One part of set-up: an entry of `part-list.ts`. It says which files it wants and what has to stand in them; what
 * becomes of a file that is there already, the diff, the writing and the way back are the same for all.
 */
export interface SetupPart {
  readonly name: string;
  /** For people: what one gets. */
  readonly does: string;
  /** Where the format of its files is described. */
  readonly source: string;
  /** Whether it belongs to `init` without names. */
  readonly byDefault: boolean;
  /** It is what `--ci` with its name writes. */
  readonly isCiHost?: true;
  /** All files that it may have written here, by whatever version and settings: what `--undo` looks at. Reads only. */
  places(ground: SetupGround): Promise<readonly FilePlace[]>;
  /** What it wants to stand in them. Reads only. */
  compose(ground: SetupGround): Promise<Checked<readonly WantedFile[]>>;
  /** What a person has to do once it is written, one line each. */
  todo(ground: SetupGround): Promise<readonly string[]>;
}
