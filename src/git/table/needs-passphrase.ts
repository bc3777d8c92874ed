import type { RemoteCall } from '../git-time.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { verboseSsh } from '../ssh-without-asking.ts';
import { REMOTE_NAME } from './remote-environment.ts';

// It has just been refused by a server that answers.
const TIMEOUT_MS = 10_000;

/**
 * Asked where ssh was refused: of a key that the server does not know and of one whose passphrase nobody could type, it
 * says the same, `Permission denied`. Only its debugging output tells. False where it is no OpenSSH, or cannot be told.
 */
export async function needsPassphrase(ask: {
  readonly repository: PrivateRepository;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly remote: RemoteCall;
}): Promise<boolean> {
  const { repository, env, remote } = ask;
  const verbose = remote.ssh && verboseSsh(remote.ssh, { ...process.env, ...repository.env, ...env });
  if (verbose === undefined) return false;
  const { code, stderr } = await repository.git({
    args: ['ls-remote', '--quiet', '--heads', '--end-of-options', REMOTE_NAME],
    env: { ...env, GIT_SSH_COMMAND: verbose },
    remote: { ...remote, mayAsk: false },
    timeoutMs: TIMEOUT_MS,
  });
  return code !== 0 && acceptedAndNotSigned(stderr);
}

/**
 * `debug1: Server accepts key: …` without a signature after it. An agent that would not sign, or a device that was not
 * touched, says so itself.
 */
export const acceptedAndNotSigned = (debug: string): boolean =>
  /^debug1: Server accepts key: /m.test(debug) &&
  /: Permission denied \([\w,-]+\)\./.test(debug) &&
  !/^sign_and_send_pubkey: |Authenticated to |Authentication succeeded/m.test(debug);
