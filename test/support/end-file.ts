import { afterAll } from 'vitest';
import { endFile } from './git-fixture.ts';

// A set-up file, which runs for each test file: `git-fixture.ts` itself is loaded once in a worker.
afterAll(endFile, 600_000); // a long race leaves many files
