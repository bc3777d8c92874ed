import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * A program that npm does not bring: from `.tools/` (where `.ci/run` installs it) or PATH. Tests that need it are
 * skipped, loudly, where it is absent; with `REQUIRE_<NAME>=1`, which `.ci/run` sets, its absence is a failure.
 */
export function optionalTool(name: string, places: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const candidates = [
    ...places.map((place) => path.join(ROOT, place)),
    ...folders.map((f) => path.join(f, name)),
  ];
  const found = candidates.find(isExecutable);
  if (found) return found;
  const required = `REQUIRE_${name.toUpperCase().replaceAll('-', '_')}`;
  if (process.env[required])
    throw new Error(`${name} is required (${required} is set), but is not installed`);
  console.warn(`SKIPPED: ${name} is not installed, so nothing of what it would check has been checked`);
  return undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
