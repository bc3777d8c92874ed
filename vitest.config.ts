import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// `.ci/run` counts passed and failed tests from vitest's own report.
const report = process.env['TEST_REPORT'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/scrub-environment.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Many tests wait for processes, and some for a budget of real time: a worker more than there are cores.
    maxWorkers: Math.max(3, availableParallelism() + 1),
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
});
