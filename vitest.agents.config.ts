import { defineConfig } from 'vitest/config';

// The real programs of the presets: they are installed from their registries, and take minutes. No part of `npm cit`.
export default defineConfig({
  test: {
    include: ['test/agents/**/*.agents.ts'],
    setupFiles: ['test/support/scrub-environment.ts'],
    testTimeout: 900_000,
    pool: 'forks',
    reporters: ['default'],
  },
});
