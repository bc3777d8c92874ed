import { applyInsteadOf } from './clone/remote-url.ts';
import { configValue, type GitConfigEntry, splitConfigKey } from './git-config.ts';
import { isLocalUrl } from './table/remote-environment.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** How git would call ssh for a remote: what the environment says comes first, as for git. */
export interface SshSettings {
  /** `core.sshCommand` */
  readonly command: string | undefined;
  /** `ssh.variant` */
  readonly variant: string | undefined;
}

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

/**
 * What keeps ssh from asking. `BatchMode` (plink: `-batch`) where it is known that the program understands it; a wrapper
 * of the user may not, and is left as it is: it finds neither a terminal nor a window to ask at either.
 */
export function sshWithoutAsking(settings: SshSettings, env: Environment): Readonly<Record<string, string>> {
  const command = commandOf(settings, env);
  const option = quietOption(env['GIT_SSH_VARIANT'] ?? settings.variant, command);
  return option === undefined ? {} : { GIT_SSH_COMMAND: `${command} ${option}` };
}

/** Git's order: GIT_SSH_COMMAND, core.sshCommand, GIT_SSH (a program, not a command line), ssh. */
function commandOf({ command }: SshSettings, env: Environment): string {
  const program = env['GIT_SSH'];
  return env['GIT_SSH_COMMAND'] || command || (program ? `'${program.replaceAll("'", `'\\''`)}'` : 'ssh');
}

function quietOption(variant: string | undefined, command: string): string | undefined {
  const named = variant && variant !== 'auto' ? variant.toLowerCase() : programOf(command);
  if (named === 'ssh') return '-o BatchMode=yes';
  if (named === 'plink' || named === 'putty' || named === 'tortoiseplink') return '-batch';
  return undefined;
}

/** Git goes by the name of the first word's program, too. */
function programOf(command: string): string {
  const [, double, single, bare] = /^\s*(?:"([^"]*)"|'([^']*)'|(\S+))/.exec(command) ?? [];
  const path = double ?? single ?? bare ?? '';
  return (path.split(/[\\/]/).at(-1) ?? '').toLowerCase().replace(/\.exe$/, '');
}
