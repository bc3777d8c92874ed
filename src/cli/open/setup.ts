import type { SetupFiles } from '../../app/ports/setup-files.ts';
import type { CloneFacts } from '../../git/clone/clone-facts.ts';
import { findHooksFolder } from '../../git/clone/find-push-hook.ts';
import { keepIgnoredOut } from '../../git/clone/keep-ignored-out.ts';
import { askAtTerminal } from '../../process/ask-at-terminal.ts';
import { openSetupFiles } from '../../process/disk/setup-files.ts';
import { findOnPath } from '../../process/programs/find-executables.ts';
import { canAskAtTerminal } from '../../process/terminal.ts';

export { askAtTerminal, canAskAtTerminal, findHooksFolder, findOnPath, keepIgnoredOut };

/** The files of a clone that has a checkout. */
export const setupFilesOf = ({ topLevel, commonDir }: CloneFacts): SetupFiles | undefined =>
  topLevel === undefined ? undefined : openSetupFiles({ root: topLevel, gitFolder: commonDir });

export type { CloneFacts };
