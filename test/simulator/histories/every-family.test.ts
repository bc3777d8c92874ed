import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SCENARIOS } from '../scenarios.ts';
import { familyOf } from './play-ordinarily.ts';

it('every family of scenarios has a file that plays it', () => {
  const files = readdirSync(import.meta.dirname);
  const families = new Set(SCENARIOS.map(({ name }) => familyOf(name)));
  for (const family of families) expect(files).toContain(`${family.replaceAll(' ', '-')}.test.ts`);
});
