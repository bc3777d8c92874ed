import { afterAll } from 'vitest';
import { removeFolders } from './git-fixture.ts';

// A set-up file, which runs for each test file: `git-fixture.ts` itself is loaded once in a worker.
afterAll(removeFolders, 600_000); // a long race leaves many files
