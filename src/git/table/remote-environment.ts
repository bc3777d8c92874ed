import type { PrivateRepository } from '../private/private-repository.ts';

/** The one remote of our pushes and fetches; it exists in the environment only. */
export const REMOTE_NAME = 'agentic-table';

/**
 * The private repository's environment with the table as a remote. The url is given for pushing too: git applies
 * `pushInsteadOf` only to remotes that have no push url of their own.
 */
export function remoteEnvironment(
  env: PrivateRepository['env'],
  url: string,
): Readonly<Record<string, string | undefined>> {
  const count = Number(env['GIT_CONFIG_COUNT'] ?? 0);
  return {
    ...env,
    GIT_CONFIG_COUNT: String(count + 2),
    [`GIT_CONFIG_KEY_${count}`]: `remote.${REMOTE_NAME}.url`,
    [`GIT_CONFIG_VALUE_${count}`]: url,
    [`GIT_CONFIG_KEY_${count + 1}`]: `remote.${REMOTE_NAME}.pushurl`,
    [`GIT_CONFIG_VALUE_${count + 1}`]: url,
    ...(isLocalUrl(url) ? ownFiles() : {}),
  };
}

/** A path, or `file://`: the far side is a process of this machine. */
export const isLocalUrl = (url: string): boolean =>
  /^file:\/\//i.test(url) ||
  !(/^[a-z][a-z0-9+.-]*:/i.test(url) || /^[^/]*:/.test(url)) ||
  /^[a-z]:[\\/]/i.test(url);

// The far side's git then reads the user's own files, as it does for the user's pushes: `safe.directory` stands there.
// Lists that are read twice (credential helpers, headers) play no part without a network.
const ownFiles = (): Readonly<Record<string, string | undefined>> => ({
  GIT_CONFIG_NOSYSTEM: process.env['GIT_CONFIG_NOSYSTEM'],
  GIT_CONFIG_GLOBAL: process.env['GIT_CONFIG_GLOBAL'],
});
