import { stat } from 'node:fs/promises';
import { type DataOf, type Problem, type ProblemCode, problemOf } from '../../core/model/problem.ts';
import type { GitResult } from '../exec-git.ts';

const OLDEST_GIT = [2, 39] as const;

/** An error about the repository or its git. */
export const gitProblem = <C extends ProblemCode>(code: C, data: DataOf<C>): Problem => problemOf(code, data);

/** A missing folder and a missing git look the same to `spawn`. */
export async function whyNotStarted(cwd: string, result: GitResult): Promise<Problem> {
  const folder = await stat(cwd).catch(() => undefined);
  if (!folder?.isDirectory()) return gitProblem('not-a-repository', { path: cwd });
  // spawn EMFILE, EAGAIN, ENOMEM: git is there, but the machine has no room for one more process
  const full = /\b(EMFILE|ENFILE)\b/.test(result.stderr);
  if (full) return gitProblem('disk', { path: cwd, reason: 'too-many-files', detail: result.stderr });
  return gitProblem('git-missing', { detail: result.stderr });
}

/** Git below 2.39 lacks what we rely on (`merge-tree --write-tree`, fixed `fetch --prune`). */
export function versionProblem(text: string): Problem | undefined {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(text) ?? [];
  const found = [Number(major ?? 0), Number(minor ?? 0)] as const;
  const old = found[0] < OLDEST_GIT[0] || (found[0] === OLDEST_GIT[0] && found[1] < OLDEST_GIT[1]);
  return old ? gitProblem('git-too-old', { found: text.trim(), wanted: OLDEST_GIT.join('.') }) : undefined;
}

/** Git has one exit code for all of these; its texts are untranslated (LC_ALL=C), and mostly name a setting. */
export function repositoryProblem(path: string, { stderr }: GitResult): Problem {
  const unsafe = /safe\.(?:directory|bareRepository)/i.test(stderr) || stderr.includes('dubious ownership');
  if (unsafe) return gitProblem('unsafe-repository', { path: /'([^']+)'/.exec(stderr)?.[1] ?? path });
  if (/refstorage/i.test(stderr)) return gitProblem('reftable-repository', { path });
  if (stderr.includes('not a git repository')) return gitProblem('not-a-repository', { path });
  return gitProblem('git-failed', { path, detail: stderr.trim() });
}
