import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Oid } from '../../core/model/ids.ts';
import { execGit } from '../exec-git.ts';
import { failGit } from '../fail-git.ts';
import { parseConfigList } from '../git-config.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { removeFolder } from '../work/remove-folder.ts';
import { type AgentTemplate, readTemplate } from './agent-template.ts';
import type { Submodule } from './find-submodules.ts';
import { isRealFolder } from './read-untrusted.ts';
import { writeAgentRepository } from './write-agent-repository.ts';

type Ours = Pick<PrivateRepository, 'path' | 'objectFormat' | 'git'>;

/** What a submodule's repository begins with, by the git folder that the clone has for it; each is read once. */
export type ReadModule = (module: string) => Promise<AgentTemplate>;

export function moduleReader(repository: Ours): ReadModule {
  const known = new Map<string, Promise<AgentTemplate>>();
  return (module) => {
    const before = known.get(module) ?? readModule(repository, module);
    known.set(module, before);
    before.catch(() => known.delete(module));
    return before;
  };
}

async function readModule(repository: Ours, module: string): Promise<AgentTemplate> {
  const args = ['--git-dir', module, 'config', '-z', '--list', '--show-scope', '--includes'];
  const [config, shallow] = await Promise.all([
    execGit({ args, cwd: module }),
    stat(join(module, 'shallow')).catch(() => undefined),
  ]);
  if (config.code !== 0) throw failGit('config', config, module);
  const { objectFormat } = repository;
  const clone = {
    commonDir: module,
    gitDir: module,
    topLevel: undefined,
    config: parseConfigList(config.stdout),
    objectFormat,
    shallow: shallow !== undefined,
  };
  return readTemplate({ clone, repository, refs: new Map(), ignored: [] });
}

/**
 * Makes the submodules that the clone has in an agent's folder, each with a repository of its own below the agent's: no
 * network, and no file of the clone's own modules is written. The others stay empty folders.
 */
export async function makeSubmodules(ask: {
  readonly repository: Ours;
  readonly readModule: ReadModule;
  /** The folder, and the git folder in it. */
  readonly path: string;
  readonly gitDir: string;
  readonly submodules: readonly Submodule[];
}): Promise<void> {
  for (const submodule of ask.submodules) {
    const folder = join(ask.path, submodule.path);
    // a sparse checkout may have left it out
    if (submodule.module === undefined || !(await isRealFolder(folder))) continue;
    const gitDir = join(ask.gitDir, submodule.place);
    const template = await ask.readModule(submodule.module);
    await mkdir(dirname(gitDir), { recursive: true });
    await writeAgentRepository({
      gitDir,
      template,
      commit: submodule.oid,
      widened: [],
      worktree: relative(gitDir, folder),
    });
    await writeFile(join(folder, '.git'), `gitdir: ${relative(folder, gitDir)}\n`);
    if (!(await fill(ask.repository, { folder, gitDir, oid: submodule.oid }))) {
      await empty(folder);
      await removeFolder(gitDir);
    }
  }
}

/** The files of its commit; what else lies there from before goes, unless git ignores it. By settings that we have just written. */
async function fill(
  { git }: Ours,
  { folder, gitDir, oid }: { readonly folder: string; readonly gitDir: string; readonly oid: Oid },
): Promise<boolean> {
  const env = { GIT_DIR: gitDir, GIT_WORK_TREE: folder, GIT_OPTIONAL_LOCKS: undefined };
  const isFresh = (await readdir(folder)).length <= 1; // `.git`
  const args = ['-C', folder, 'read-tree', '--reset', '-u', '--no-recurse-submodules', oid];
  const filled = await git({ args, env });
  if (filled.code !== 0 || isFresh) return filled.code === 0;
  return (await git({ args: ['-C', folder, 'clean', '-ffdq'], env })).code === 0;
}

async function empty(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await removeFolder(join(folder, name));
}
