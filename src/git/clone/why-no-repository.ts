import { lstat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import { diskProblemOfGit } from '../../process/disk/disk-problem.ts';
import { readIfThere } from '../../process/disk/durable-file.ts';
import { leadsSomewhere } from '../../process/disk/is-there.ts';
import type { GitResult } from '../exec-git.ts';
import { repositoryProblem } from './open-problems.ts';

const LARGEST = 64 * 1024;

/**
 * Why git finds no repository around a folder. To git a repository whose folder is elsewhere, or whose HEAD is broken, is
 * none at all; whoever works in it knows that there is one, and needs to know what became of it.
 */
export async function whyNoRepository(cwd: string, result: GitResult): Promise<Problem> {
  const problem = repositoryProblem(cwd, result);
  // fatal: invalid gitfile format: /srv/shop/.git
  if (problem.code === 'git-failed' && !result.stderr.includes('invalid gitfile'))
    return diskProblemOfGit(result.stderr, cwd) ?? problem;
  if (problem.code !== 'not-a-repository' && problem.code !== 'git-failed') return problem;
  for (let folder = cwd; ; folder = dirname(folder)) {
    const found = await examineDotGit(folder);
    if (found !== undefined) return found;
    if (dirname(folder) === folder) return problem;
  }
}

async function examineDotGit(folder: string): Promise<Problem | undefined> {
  const path = join(folder, '.git');
  const found = await lstat(path).catch(() => undefined);
  if (found?.isFile()) return examineFile(folder, path);
  if (found === undefined) return undefined;
  // an empty folder of this name is nothing; one with objects was a repository
  if (!(await leadsSomewhere(join(path, 'objects')))) {
    const points = found.isSymbolicLink() && !(await leadsSomewhere(path)) ? path : undefined;
    return points === undefined ? undefined : problemOf('git-folder-missing', { path: folder, points });
  }
  const head = (await readIfThere(join(path, 'HEAD'), LARGEST).catch(() => undefined))?.toString('utf8');
  const whole = head !== undefined && /^(ref: refs\/\S+|[0-9a-f]{40,64})\s*$/.test(head);
  return problemOf('repository-damaged', { path, what: whole ? 'a part of it' : 'HEAD' });
}

/** A linked worktree, or a submodule: its `.git` file names the folder, which may name a common one. */
async function examineFile(folder: string, path: string): Promise<Problem> {
  const text = (await readIfThere(path, LARGEST).catch(() => undefined))?.toString('utf8') ?? '';
  const named = /^gitdir: (.*?)\n*$/s.exec(text)?.[1];
  if (named === undefined) return problemOf('repository-damaged', { path, what: 'the .git file' });
  const gitDir = resolve(folder, named);
  if (!(await leadsSomewhere(gitDir)))
    return problemOf('git-folder-missing', { path: folder, points: gitDir });
  const common = await readIfThere(join(gitDir, 'commondir'), LARGEST).catch(() => undefined);
  const commonDir = common && resolve(gitDir, common.toString('utf8').trim());
  if (commonDir !== undefined && !(await leadsSomewhere(commonDir)))
    return problemOf('git-folder-missing', { path: folder, points: commonDir });
  return problemOf('repository-damaged', { path: gitDir, what: 'a part of it' });
}
