import { join } from 'node:path';
import { readRemoteUrl } from '../clone/remote-url.ts';
import { withSettings } from '../config-environment.ts';
import type { GitCall } from '../exec-git.ts';
import { configValue, splitConfigKey } from '../git-config.ts';
import { withoutPassword } from '../private/inherited-config.ts';
import { sshSettingsFor } from '../ssh-settings.ts';
import { remoteEnvironment } from '../table/remote-environment.ts';
import type { WorktreesOptions } from './worktree-place.ts';

// Long enough for the blobs of a large checkout, which git asks for in one batch.
const FETCH_MS = 10 * 60_000;

/**
 * How a checkout of ours gets what a partial clone lacks: from the clone's own promisor, with its ways to credentials,
 * into our own store, where all agents find it. `undefined`: the clone is whole.
 */
export function promisorWay({
  clone,
  repository,
}: Pick<WorktreesOptions, 'clone' | 'repository'>):
  | Pick<GitCall, 'env' | 'remote' | 'timeoutMs'>
  | undefined {
  const name = promisorOf(clone.config);
  if (name === undefined) return undefined;
  const url = configValue(clone.config, `remote.${name}.url`) ?? '';
  const read = readRemoteUrl(url, { config: clone.config, root: clone.topLevel ?? clone.commonDir });
  const env = { GIT_OBJECT_DIRECTORY: join(repository.path, 'objects') };
  if (read.kind !== 'usable') return { env };
  return {
    env: { ...withUrl(remoteEnvironment(repository.env, read.url), read.url), ...env },
    remote: { ssh: sshSettingsFor(read.url, clone.config), mayAsk: true },
    timeoutMs: FETCH_MS,
  };
}

function promisorOf(config: WorktreesOptions['clone']['config']): string | undefined {
  const named = configValue(config, 'extensions.partialclone');
  if (named !== undefined) return named;
  return config.flatMap(({ key, value }) => {
    const { section, subsection, variable } = splitConfigKey(key);
    return section === 'remote' && variable === 'promisor' && value !== 'false' ? (subsection ?? []) : [];
  })[0];
}

/** The agent's repository names the remote without a password; this one process knows it. */
function withUrl(
  env: Readonly<Record<string, string | undefined>>,
  url: string,
): Readonly<Record<string, string | undefined>> {
  const plain = withoutPassword(url);
  return plain === url ? env : withSettings(env, [[`url.${url}.insteadof`, plain]]);
}

/** What git says where a promisor did not give what it had promised. */
export const isUnfetched = (stderr: string): boolean =>
  /promisor remote|could not fetch|unable to access|Could not read from remote|does not appear to be a git/i.test(
    stderr,
  );
