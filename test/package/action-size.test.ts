import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
const MOST_BYTES = 1_000_000;

/** All files of the bundle that the Action can come to load, whatever its command. */
function reachable(file: string, seen = new Map<string, number>()): ReadonlyMap<string, number> {
  if (seen.has(file)) return seen;
  const text = readFileSync(file, 'utf8');
  seen.set(file, Buffer.byteLength(text));
  for (const [, name = ''] of text.matchAll(/(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+\.js)["']/g))
    reachable(path.resolve(path.dirname(file), name), seen);
  return seen;
}

test('all that the Action can load is at most 1 MB', () => {
  const files = reachable(path.join(DIST, 'action.js'));
  expect(files.size).toBeGreaterThan(5);
  expect([...files.values()].reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MOST_BYTES);
});
