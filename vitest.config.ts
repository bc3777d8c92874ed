import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongFirst } from './test/support/long-first.ts';
import { makeMemoryFolder } from './test/support/memory-folder.ts';
import { ProjectTimes } from './test/support/project-times.ts';
import { type ProjectName, sortIntoProjects } from './test/support/projects.ts';

// `.ci/run` counts passed and failed tests from vitest's own report.
const report = process.env['TEST_REPORT'];

const files = sortIntoProjects();

// On a disk a tenth of the time goes into small files.
const memory = process.env['TMPDIR'] ? undefined : makeMemoryFolder();
if (memory !== undefined) process.env['TMPDIR'] = memory;

const SCRUB = 'test/support/scrub-environment.ts';
const SEED = 'test/support/property-seed.ts';
const END_FILE = 'test/support/end-file.ts';

/** `fast` goes first, by itself: what it finds is known within a minute. */
const project = (name: ProjectName, setupFiles: readonly string[], groupOrder: number) => ({
  extends: true as const,
  test: { name, include: [...files[name]], setupFiles: [...setupFiles], sequence: { groupOrder } },
});

export default defineConfig({
  test: {
    globalSetup: ['test/support/run-folder.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // A worker loads the sources once for all of its files; no test mocks a module, and the set-up files put back what a file changes.
    isolate: false,
    // Many tests wait for processes, and some for a budget of real time: two workers more than there are cores.
    maxWorkers: availableParallelism() + 2,
    sequence: { sequencer: LongFirst },
    reporters: [
      'default',
      new ProjectTimes(),
      ...(report ? [['json', { outputFile: report }] as [string, { outputFile: string }]] : []),
    ],
    projects: [
      project('fast', [SCRUB, SEED, 'test/support/no-processes.ts'], 0),
      project('git', [SCRUB, SEED, END_FILE], 1),
      project('slow', [SCRUB, END_FILE], 1),
    ],
  },
});
