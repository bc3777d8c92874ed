import { isAbsolute, join } from 'node:path';
import { readIfThere } from '../process/disk/durable-file.ts';

/** The folder of every private repository, wherever it lies. */
export const PRIVATE = 'agentic.git';
/** The file in an agent's repository that names the common directory of the clone that it works for. */
export const CLONE_NOTE = 'agentic-clone';
const LONGEST_NOTE = 16 * 1024;

/** The file that says that all others of a repository of ours are there. */
export const MARKER = 'agentic-version';

/** Where the private repository of a clone lies, whether or not it is there. */
export const privateRepositoryPath = ({ commonDir }: { readonly commonDir: string }): string =>
  join(commonDir, PRIVATE);

/** Where hooks of agents note which process is which session: beside the private repository, which may not be there yet. */
export const sessionNotesPath = ({ commonDir }: { readonly commonDir: string }): string =>
  join(commonDir, 'agentic-sessions');

/** The common directory of the clone that an agent's repository works for; `undefined`: it is none of ours. */
export async function cloneOfAgent(commonDir: string): Promise<string | undefined> {
  const note = await readIfThere(join(commonDir, CLONE_NOTE), LONGEST_NOTE).catch(() => undefined);
  const path = note?.toString('utf8').trimEnd();
  return path !== undefined && isAbsolute(path) ? path : undefined;
}
