/**
 * What `ps` prints, where there is no `/proc`. Its times are text, the same for every reader. Rejects where it fails.
 * Modules are loaded where it is called: on Linux it never is, and hooks wait for each.
 */
export async function runPs(args: readonly string[]): Promise<string> {
  const [{ execFile }, { promisify }] = await Promise.all([
    import('node:child_process'),
    import('node:util'),
  ]);
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const { stdout } = await promisify(execFile)('/bin/ps', args, { env, maxBuffer: 16 * 1024 * 1024 });
  return stdout;
}
