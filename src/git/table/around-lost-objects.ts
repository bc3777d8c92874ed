import type { Oid, RefName } from '../../core/model/ids.ts';
import { oidOf, refName } from '../../core/model/ids.ts';
import type { GitResult } from '../exec-git.ts';
import type { RemoteCall } from '../git-time.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { REMOTE_NAME } from './remote-environment.ts';

export interface Look {
  readonly repository: PrivateRepository;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs: number;
  readonly remote: RemoteCall;
}

// More of them are a broken server, which its own words describe best.
const MOST_LOST = 16;

/**
 * A server that has lost the object of one ref serves nothing at all to whoever asks for it. Such refs are left out of
 * the fetch and told by name and value alone, so that they cost themselves only.
 */
export async function fetchAroundLost(
  look: Look,
  fetch: (without: readonly RefName[]) => Promise<GitResult>,
): Promise<{ readonly result: GitResult; readonly lost: ReadonlyMap<RefName, Oid> }> {
  const lost = new Map<RefName, Oid>();
  for (let tries = 0; ; tries++) {
    const result = await fetch([...lost.keys()]);
    // fatal: remote error: upload-pack: not our ref 1111111111111111111111111111111111111111
    const oid = /not our ref ([0-9a-f]{40,64})/.exec(result.stderr)?.[1];
    if (result.code === 0 || oid === undefined || tries === MOST_LOST) return { result, lost };
    const before = lost.size;
    for (const ref of await refsAt(look, oid)) lost.set(ref, oidOf(oid));
    if (lost.size === before) return { result, lost };
  }
}

/** All refs of the remote with this value. */
async function refsAt(
  { repository, env, timeoutMs, remote }: Look,
  oid: string,
): Promise<readonly RefName[]> {
  const args = ['ls-remote', '--quiet', '--refs', '--end-of-options', REMOTE_NAME];
  const listed = await repository.git({ args, env, timeoutMs, remote });
  const lines = listed.stdout.toString('utf8').split('\n');
  return lines
    .filter((line) => line.startsWith(`${oid}\t`))
    .map((line) => refName(line.slice(oid.length + 1)));
}
