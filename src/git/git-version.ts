import { execGit, type GitCall, type GitResult } from './exec-git.ts';

/** Makes a git process that runs anyway tell its version, too: another one only for that costs each command 5 ms. */
export const TELL_VERSION = {
  trace: true,
  env: { GIT_TRACE2_EVENT: '3' },
} as const satisfies Partial<GitCall>;

// Sample, the first line of the trace: {"event":"version","sid":"2026…","thread":"main",…,"evt":"3","exe":"2.39.5"}
const TRACED = /^\{"event":"version",.*"exe":"([^"]+)"/m;

/** The version as a process with `TELL_VERSION` traced it; asked for by itself where it did not (git before 2.22). */
export async function readGitVersion(cwd: string, { trace }: Pick<GitResult, 'trace'>): Promise<string> {
  const traced = TRACED.exec(trace)?.[1];
  if (traced !== undefined) return `git version ${traced}`;
  return (await execGit({ args: ['--version'], cwd })).stdout.toString('utf8');
}
