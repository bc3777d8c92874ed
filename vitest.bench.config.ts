import { defineConfig } from 'vitest/config';

// What `bench/act-waves.mjs` measures: it needs the double of GitHub that tests have. No part of `npm cit`.
export default defineConfig({
  test: {
    include: ['bench/act/*.test.ts'],
    globalSetup: ['test/support/run-folder.ts'],
    setupFiles: ['test/support/scrub-environment.ts', 'test/support/end-file.ts'],
    testTimeout: 1_800_000,
    pool: 'forks',
    reporters: ['default'],
  },
});
