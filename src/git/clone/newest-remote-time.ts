import { execGit } from '../exec-git.ts';

/** When the newest commit was made that is known of any remote, in seconds of the epoch; `undefined`: none is. */
export async function newestRemoteTime(cwd: string): Promise<number | undefined> {
  const { stdout } = await execGit({
    args: [
      'for-each-ref',
      '--sort=-committerdate',
      '--count=1',
      '--format=%(committerdate:unix)',
      'refs/remotes',
    ],
    cwd,
  });
  const seconds = Number.parseInt(stdout.toString('utf8'), 10);
  return Number.isFinite(seconds) ? seconds : undefined;
}
