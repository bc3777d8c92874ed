import { shortBranch } from '../../core/model/short-branch.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { sshSettingsIn } from '../ssh-settings.ts';
import { REMOTE_NAME, remoteEnvironment } from '../table/remote-environment.ts';

const TIMEOUT_MS = 10_000;

/**
 * The branches of a remote whose tip is the head of a pull request there, as GitHub names it (`refs/pull/12/head`). None for
 * one from a fork; undefined where the remote does not say.
 */
export async function branchesOfPull(
  of: { readonly repository: PrivateRepository; readonly url: string },
  number: number,
): Promise<readonly string[] | undefined> {
  const { repository, url } = of;
  const ref = `refs/pull/${number}/head`;
  const { code, stdout } = await repository.git({
    args: ['ls-remote', '--quiet', '--refs', '--', REMOTE_NAME, ref, 'refs/heads/*'],
    env: remoteEnvironment(repository.env, url),
    timeoutMs: TIMEOUT_MS,
    remote: { ssh: sshSettingsIn(repository.env, url), mayAsk: false },
  });
  return code === 0 ? parseBranchesOfPull(stdout.toString('utf8'), ref) : undefined;
}

// Sample of `ls-remote`:
//   95d09f2b10159347eece71399a7e2e907ea3df4f␉refs/heads/fix/422
//   95d09f2b10159347eece71399a7e2e907ea3df4f␉refs/pull/12/head

export function parseBranchesOfPull(output: string, ref: string): readonly string[] | undefined {
  const lines = output.split('\n').map((line) => line.split('\t'));
  const head = lines.find(([, name]) => name === ref)?.[0];
  if (head === undefined) return undefined;
  return lines.flatMap(([oid, name = '']) =>
    oid === head && name.startsWith('refs/heads/') ? [shortBranch(name)] : [],
  );
}
