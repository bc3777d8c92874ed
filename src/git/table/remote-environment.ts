import { type Setting, withSettings } from '../config-environment.ts';
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
  const settings: readonly Setting[] = [
    [`remote.${REMOTE_NAME}.url`, url],
    [`remote.${REMOTE_NAME}.pushurl`, url],
  ];
  return { ...withSettings(env, settings), ...(isLocalUrl(url) ? ownFiles() : {}) };
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
