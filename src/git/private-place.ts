import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** The folder of every private repository, wherever it lies. */
export const PRIVATE = 'agentic.git';
const AGENTS = 'agents';

/** The file that says that all others of a repository of ours are there. */
export const MARKER = 'agentic-version';

/** Where the private repository of a clone lies, whether or not it is there. */
export const privateRepositoryPath = ({ commonDir }: { readonly commonDir: string }): string =>
  join(commonDir, PRIVATE);

/** Where, inside the private repository, the one lies that agents' worktrees hang on. */
export const agentsRepositoryPath = (privateRepository: { readonly path: string }): string =>
  join(privateRepository.path, AGENTS);

/** The common directory of the clone whose agents' worktrees hang on this repository; `undefined`: it is none of ours. */
export async function cloneOfAgents(commonDir: string): Promise<string | undefined> {
  const ours = dirname(commonDir);
  if (basename(commonDir) !== AGENTS || basename(ours) !== PRIVATE) return undefined;
  const marker = await stat(join(ours, MARKER)).catch(() => undefined);
  return marker && dirname(ours);
}
