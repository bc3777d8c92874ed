import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

/** A fresh folder that stays until all tests are done: for what a worker makes once for all of its files. */
export const makeSharedFolder = (): string => mkdtempSync(join(inject('runFolder'), 'shared-'));
