import type { SetupFiles } from '../../app/ports/setup-files.ts';
import type { CloneFacts } from '../../git/clone/clone-facts.ts';
import { configValue } from '../../git/git-config.ts';
import { askAtTerminal } from '../../process/ask-at-terminal.ts';
import { openSetupFiles } from '../../process/disk/setup-files.ts';
import { findOnPath } from '../../process/programs/find-executables.ts';
import { canAskAtTerminal } from '../../process/terminal.ts';

export { askAtTerminal, canAskAtTerminal, findOnPath };

/** Where hooks lie, as git is told; `undefined`: in its own folder. */
export const configuredHooksPath = ({ config }: Pick<CloneFacts, 'config'>): string | undefined =>
  configValue(config, 'core.hookspath');

/** The files of a clone that has a checkout. */
export const setupFilesOf = ({ topLevel, commonDir }: CloneFacts): SetupFiles | undefined =>
  topLevel === undefined ? undefined : openSetupFiles({ root: topLevel, gitFolder: commonDir });
