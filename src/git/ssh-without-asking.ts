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
  const { line, program } = commandOf(settings, env);
  const option = quietOption(env['GIT_SSH_VARIANT'] ?? settings.variant, program);
  return option === undefined ? {} : { GIT_SSH_COMMAND: `${line} ${option}` };
}

/** The same ssh, telling on stderr what it does, where it is OpenSSH; else `undefined`. */
export function verboseSsh(settings: SshSettings, env: Environment): string | undefined {
  const { line, program } = commandOf(settings, env);
  return variantOf(env['GIT_SSH_VARIANT'] ?? settings.variant, program) === 'ssh' ? `${line} -v` : undefined;
}

/** Git's order: GIT_SSH_COMMAND, core.sshCommand, GIT_SSH (a program, not a command line), ssh. */
function commandOf(
  { command }: SshSettings,
  env: Environment,
): { readonly line: string; readonly program: string } {
  const path = env['GIT_SSH'];
  const line = env['GIT_SSH_COMMAND'] || command;
  if (line) return { line, program: firstWord(line) };
  return path
    ? { line: `'${path.replaceAll("'", `'\\''`)}'`, program: path }
    : { line: 'ssh', program: 'ssh' };
}

function quietOption(variant: string | undefined, program: string): string | undefined {
  const named = variantOf(variant, program);
  if (named === 'ssh') return '-o BatchMode=yes';
  if (named === 'plink' || named === 'putty' || named === 'tortoiseplink') return '-batch';
  return undefined;
}

const variantOf = (variant: string | undefined, program: string): string =>
  variant && variant !== 'auto' ? variant.toLowerCase() : nameOf(program);

function firstWord(line: string): string {
  const [, double, single, bare] = /^\s*(?:"([^"]*)"|'([^']*)'|(\S+))/.exec(line) ?? [];
  return double ?? single ?? bare ?? '';
}

/** Git goes by the name of the program, too. */
const nameOf = (program: string): string =>
  (program.split(/[\\/]/).at(-1) ?? '').toLowerCase().replace(/\.exe$/, '');
