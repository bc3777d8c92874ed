import { applyInsteadOf } from './clone/remote-url.ts';
import { configValue, type GitConfigEntry, splitConfigKey } from './git-config.ts';
import type { SshSettings } from './ssh-without-asking.ts';
import { isLocalUrl } from './table/remote-environment.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Ssh's settings of a clone where the way to a url, `insteadOf` applied, leads over ssh; else `undefined`. */
export function sshSettingsFor(url: string, config: readonly GitConfigEntry[]): SshSettings | undefined {
  if (!isSshUrl(applyInsteadOf(url, config))) return undefined;
  return {
    command: configValue(config, 'core.sshcommand'),
    variant: configValue(config, 'ssh.variant'),
  };
}

/** The same by the environment that a git of ours gets, which has the clone's settings in it. */
export const sshSettingsIn = (env: Environment, url: string): SshSettings | undefined =>
  sshSettingsFor(url, settingsIn(env));

function settingsIn(env: Environment): readonly GitConfigEntry[] {
  const count = Number(env['GIT_CONFIG_COUNT'] ?? 0) || 0;
  return Array.from({ length: count }, (_, at) => ({
    scope: 'command',
    key: lowered(env[`GIT_CONFIG_KEY_${at}`] ?? ''),
    value: env[`GIT_CONFIG_VALUE_${at}`],
  }));
}

/** As git lists it; a caller of ours may have written it otherwise. */
function lowered(key: string): string {
  const { section, subsection, variable } = splitConfigKey(key);
  return [section.toLowerCase(), subsection, variable.toLowerCase()]
    .filter((part) => part !== undefined)
    .join('.');
}

/** `ssh://host/path`, or `host:path` as scp has it. */
const isSshUrl = (url: string): boolean =>
  /^(ssh|git\+ssh|ssh\+git):\/\//i.test(url) || (!isLocalUrl(url) && !/^[a-z][a-z0-9+.-]*:\/\//i.test(url));
