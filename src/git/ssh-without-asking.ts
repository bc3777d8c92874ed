type Environment = Readonly<Record<string, string | undefined>>;

/** How git would call ssh for a remote: what the environment says comes first, as for git. */
export interface SshSettings {
  /** `core.sshCommand` */
  readonly command: string | undefined;
  /** `ssh.variant` */
  readonly variant: string | undefined;
}

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
