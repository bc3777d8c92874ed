import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { PAGES } from '../../scripts/docs/pages.ts';

it.each(Object.entries(PAGES))('%s says what the sources say (npm run docs)', (name, render) => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  expect(readFileSync(root + name, 'utf8')).toBe(render(root));
});
