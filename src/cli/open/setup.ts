import type { SetupFiles } from '../../app/ports/setup-files.ts';
import type { CloneFacts } from '../../git/clone/clone-facts.ts';
import { askAtTerminal } from '../../process/ask-at-terminal.ts';
import { openSetupFiles } from '../../process/setup-files.ts';
import { canAskAtTerminal } from '../../process/terminal.ts';

export { askAtTerminal, canAskAtTerminal };

/** The files of a clone that has a checkout. */
export const setupFilesOf = ({ topLevel, commonDir }: CloneFacts): SetupFiles | undefined =>
  topLevel === undefined ? undefined : openSetupFiles({ root: topLevel, gitFolder: commonDir });
