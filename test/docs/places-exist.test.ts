import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);

test.each([
  'docs/agents.md',
  'docs/architecture.md',
  'docs/protocol.md',
  'docs/verification.md',
  'CONTRIBUTING.md',
])('what %s names is there', (page) => {
  const text = readFileSync(new URL(page, root), 'utf8');
  const named = [...text.matchAll(/`((?:src\/|test\/|scripts\/)?[a-z][\w/-]*\/[\w./-]*)`/g)].map(
    (match) => match[1] ?? '',
  );
  const isThere = (path: string): boolean =>
    [path, `src/${path}`, `test/simulator/${path}`].some((one) => existsSync(new URL(one, root)));
  const inHouse = named.filter((path) =>
    /^(src|test|scripts|bench|docs|schema|core|app|git|process|config|report|cli|action)\//.test(path),
  );
  expect(inHouse.length).toBeGreaterThan(0);
  expect(inHouse.filter((path) => !isThere(path))).toEqual([]);
});
