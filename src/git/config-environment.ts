export type Setting = readonly [key: string, value: string];

/**
 * Settings for one git process, on top of those that our caller's environment already holds. Unlike `-c`, a key may
 * have `=` in its subsection here.
 */
export function configEnvironment(settings: readonly Setting[]): Readonly<Record<string, string>> {
  const given = Number(process.env['GIT_CONFIG_COUNT'] ?? 0);
  return settings.length === 0 ? {} : variablesOf(settings, Number.isInteger(given) && given > 0 ? given : 0);
}

/** An environment with settings after all that it holds already. */
export const withSettings = (env: Environment, settings: readonly Setting[]): Environment => ({
  ...env,
  ...variablesOf(settings, Number(env['GIT_CONFIG_COUNT'] ?? 0)),
});

type Environment = Readonly<Record<string, string | undefined>>;

function variablesOf(settings: readonly Setting[], first: number): Readonly<Record<string, string>> {
  const env: Record<string, string> = { GIT_CONFIG_COUNT: String(first + settings.length) };
  for (const [at, [key, value]] of settings.entries()) {
    env[`GIT_CONFIG_KEY_${first + at}`] = key;
    env[`GIT_CONFIG_VALUE_${first + at}`] = value;
  }
  return env;
}
