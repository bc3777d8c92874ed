// Measuring side by side: the arms of a comparison take turns, so that a busy moment of the machine hits all of them,
// and medians are compared as ratios of one run. Absolute times of two runs say nothing about each other.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
/** Runs a TypeScript file that uses the sources: `node BUNDLE FILE.ts ARGS…`. */
export const BUNDLE = fileURLToPath(new URL('./bundle-and-run.mjs', import.meta.url));
const PEAK_HOOK = fileURLToPath(new URL('./record-peak.mjs', import.meta.url));

/** What the user's machine may have set would be measured too. */
export const ENV = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(GIT_|GITHUB_|ACTIONS_|AGENTIC_|CI$)/.test(name)),
  ),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Bench',
  GIT_AUTHOR_EMAIL: 'bench@example.invalid',
  GIT_COMMITTER_NAME: 'Bench',
  GIT_COMMITTER_EMAIL: 'bench@example.invalid',
  LC_ALL: 'C',
};

/** A folder for a scenario, removed when it is done. */
export async function withFolder(use) {
  const folder = mkdtempSync(path.join(tmpdir(), 'agentic-plan-bench-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Runs a program to its end; throws when it fails, since a failure is fast and would look good. */
export function run(command, args, { cwd, input = '', env = {}, codes = [0] } = {}) {
  const done = spawnSync(command, args, { cwd, input, env: { ...ENV, ...env }, maxBuffer: 1 << 30 });
  if (codes.includes(done.status)) return done.stdout;
  throw new Error(`${command} ${args.join(' ')} ended with ${done.status}: ${done.stderr ?? done.error}`);
}

export const node = (args, options) => run(process.execPath, args, options);
export const git = (cwd, args, options = {}) => run('git', ['-c', 'gc.auto=0', ...args], { cwd, ...options });

/** The least that any Node program costs. */
export const NODE = { work: () => node(['-e', '0']) };

/**
 * Median milliseconds of each arm: `{name: {prepare?, work}}`. Only `work` is timed. The first round warms the
 * caches and is not counted.
 */
export async function interleave(arms, rounds) {
  const times = Object.fromEntries(Object.keys(arms).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++)
    for (const [name, { prepare, work }] of Object.entries(arms)) {
      const prepared = await prepare?.(round);
      const start = performance.now();
      await work(prepared, round);
      if (round > 0) times[name].push(performance.now() - start);
    }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
}

/**
 * Mean CPU milliseconds of each arm and of all that it starts, which say more than the clock on a busy machine. Linux alone
 * tells them of processes that have ended.
 */
export async function interleaveCpu(arms, rounds) {
  const spent = Object.fromEntries(Object.keys(arms).map((name) => [name, 0]));
  for (let round = 0; round < rounds; round++)
    for (const [name, { work }] of Object.entries(arms)) {
      const before = childrenTicks();
      await work();
      spent[name] += childrenTicks() - before;
    }
  // a tick is a hundredth of a second on every Linux that Node runs on
  return Object.fromEntries(Object.entries(spent).map(([name, ticks]) => [name, (ticks * 10) / rounds]));
}

// Sample: `4711 (node) S 1 … 16th and 17th field: 12 5`, ticks of children that have ended and been waited for.
function childrenTicks() {
  const text = readFileSync('/proc/self/stat', 'latin1');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return Number(fields[13]) + Number(fields[14]);
}

/** Milliseconds and the peak of resident memory (MB, our process without git's) of one run of our command. */
export function measurePeak(args, options) {
  const file = path.join(options.cwd, '..', 'peak');
  const start = performance.now();
  node(['--import', PEAK_HOOK, CLI, ...args], { ...options, env: { ...options.env, BENCH_PEAK_FILE: file } });
  return { ms: performance.now() - start, peakMb: Number(readFileSync(file, 'utf8')) / 1024 };
}

function median(list) {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** One line of the table: a median and what it is compared with. */
export function row(what, ms, against) {
  return {
    what,
    ms,
    against: against.name,
    againstMs: against.ms,
    ratio: ms / against.ms,
    atMost: against.atMost,
  };
}
