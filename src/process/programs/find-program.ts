import { join } from 'node:path';
import { isExecutable, locateOnPath } from './find-executables.ts';
import { notedProgram } from './place-program.ts';

/** Where a hook finds our program. */
export interface FoundProgram {
  readonly path: string;
  readonly where: 'node_modules' | 'path' | 'noted';
}

/**
 * The places of a hook's line, in its order: the repository's own packages, PATH, what was noted. Nothing is started,
 * and nothing is downloaded.
 */
export async function findProgram(ask: {
  /** Top of the working tree, where hooks run. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly privateRepository: string;
}): Promise<FoundProgram | undefined> {
  const own = join(ask.root, 'node_modules', '.bin', 'agentic-plan');
  if (await isExecutable(own)) return { path: own, where: 'node_modules' };
  const onPath = await locateOnPath('agentic-plan', ask.env);
  if (onPath !== undefined) return { path: onPath, where: 'path' };
  const noted = notedProgram(ask.privateRepository);
  return (await isExecutable(noted)) ? { path: noted, where: 'noted' } : undefined;
}
