import { basename, dirname, join, resolve } from 'node:path';
import { userCacheFolder } from '../../process/disk/cache-folder.ts';
import { type ProgramPlace, placeProgram } from '../../process/programs/place-program.ts';
import type { CommandContext } from '../command.ts';
import type { OpenedTable } from './opened.ts';

/** Notes this program for the clone's hooks, and puts it where what we start finds it. */
export const placeOwnProgram = (
  context: Pick<CommandContext, 'env'>,
  { repository }: Pick<OpenedTable, 'repository'>,
): Promise<ProgramPlace | undefined> =>
  placeProgram({
    program: { node: process.execPath, script: commandLine(resolve(process.argv[1] ?? '')) },
    privateRepository: repository.path,
    cache: userCacheFolder(context.env),
  });

/** The Action's entry has no command line; that lies beside it. */
const commandLine = (script: string): string =>
  basename(script) === 'action.js' ? join(dirname(script), 'cli.js') : script;
