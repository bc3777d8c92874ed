import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PAGES } from '../../scripts/docs/pages.ts';

it.each(Object.entries(PAGES))('%s says what the sources say (npm run docs)', (name, render) => {
  const text = readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
  expect(text).toBe(render());
});
