export type Setting = readonly [key: string, value: string];

/**
 * Settings for one git process, on top of those that our caller's environment already holds. Unlike `-c`, a key may
 * have `=` in its subsection here.
 */
export function configEnvironment(settings: readonly Setting[]): Readonly<Record<string, string>> {
  if (settings.length === 0) return {};
  const given = Number(process.env['GIT_CONFIG_COUNT'] ?? 0);
  const first = Number.isInteger(given) && given > 0 ? given : 0;
  const env: Record<string, string> = { GIT_CONFIG_COUNT: String(first + settings.length) };
  for (const [at, [key, value]] of settings.entries()) {
    env[`GIT_CONFIG_KEY_${first + at}`] = key;
    env[`GIT_CONFIG_VALUE_${first + at}`] = value;
  }
  return env;
}
