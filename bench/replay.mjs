// `node bench/replay.mjs CLONE [--pairs N]`: what locks would have cost a real history. Takes pairs of merged branches
// that were open at the same time and changed a file in common, sets both on one base, and merges them: exclusive locks
// side by side with mergeable files. Reads the clone only; what git writes goes into a folder that is removed.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { findPairs, readBranches } from './replay-history.mjs';
import { openScratch, tryPair } from './replay-trial.mjs';

const [clone, ...options] = process.argv.slice(2);
const at = options.indexOf('--pairs');
const most = at < 0 ? 200 : Number(options[at + 1]);
if (clone === undefined || !Number.isInteger(most) || most < 1) {
  console.error('usage: node bench/replay.mjs CLONE [--pairs N]');
  process.exit(2);
}

const folder = await mkdtemp(path.join(tmpdir(), 'agentic-plan-replay-'));
try {
  const isMergeable = await defaultMergeable();
  const git = openScratch(clone, path.join(folder, 'scratch.git'));
  const branches = readBranches(git);
  const tried = [];
  let incomparable = 0;
  for (const pair of findPairs(git, branches)) {
    if (tried.length >= most) break;
    const trial = tryPair(git, pair);
    if (trial) tried.push({ ...pair, ...trial });
    else incomparable++;
  }
  print({ branches, tried, incomparable, isMergeable });
} finally {
  await rm(folder, { recursive: true });
}

/** The list that holds without a configuration, from the sources. */
async function defaultMergeable() {
  const contents =
    "export { MERGEABLE } from './src/config/normalize/defaults.ts'; export { matchPaths } from './src/core/paths/match-paths.ts';";
  const outfile = path.join(folder, 'rules.mjs');
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire('/');" };
  const stdin = { contents, resolveDir: path.resolve(import.meta.dirname, '..') };
  await build({
    stdin,
    outfile,
    bundle: true,
    platform: 'node',
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    format: 'esm',
    logLevel: 'error',
    banner,
  });
  const { MERGEABLE, matchPaths } = await import(pathToFileURL(outfile).href);
  return matchPaths(MERGEABLE);
}

function print({ branches, tried, incomparable, isMergeable }) {
  const modes = {
    'every file locked': () => false,
    'default list merged': isMergeable,
    'every file merged': () => true,
  };
  const columns = Object.values(modes).map((mayMerge) => measure(tried, mayMerge));
  const conflicting = (pairs) =>
    `${pairs.filter(({ conflicts }) => conflicts.length > 0).length} of ${pairs.length} conflict`;
  console.log(`${branches.length} merged branches, ${tried.length} pairs open at once on a common file`);
  console.log(`side by side to the end: ${conflicting(tried.filter(({ takenIn }) => !takenIn))}`);
  console.log(`rebased onto the other, set back: ${conflicting(tried.filter(({ takenIn }) => takenIn))}`);
  console.log(`not counted, they conflict with the other's base: ${incomparable}\n`);
  console.log(`| of ${tried.length} pairs | ${Object.keys(modes).join(' | ')} |`);
  console.log(`| --- |${' ---: |'.repeat(columns.length)}`);
  for (const row of Object.keys(columns[0] ?? {}))
    console.log(`| ${row} | ${columns.map((column) => column[row]).join(' | ')} |`);
}

/** A pair waits where it shares a file that may not be merged; else a conflict makes the later one do its work again. */
function measure(tried, mayMerge) {
  const waits = tried.filter(({ shared }) => !shared.every(mayMerge));
  const merged = tried.filter(({ shared }) => shared.every(mayMerge));
  const again = merged.filter(({ conflicts }) => conflicts.length > 0);
  const needless = waits.filter(({ conflicts }) => conflicts.length === 0);
  const lines = (pairs) => pairs.reduce((sum, { laterLines }) => sum + laterLines, 0);
  return {
    'wait for the other': share(waits.length, tried.length),
    'of these, git merges': share(needless.length, waits.length),
    'median wait': waits.length === 0 ? '–' : hours(median(waits.map(({ waitS }) => waitS))),
    'work at once': share(merged.length, tried.length),
    'real conflicts: work done again': share(again.length, tried.length),
    'changed lines done again': share(lines(again), lines(tried)),
    'merges that lost a change': String(merged.filter(({ lost }) => lost).length),
  };
}

function share(part, whole) {
  return whole === 0 ? '–' : `${part} (${((100 * part) / whole).toFixed(part === 0 ? 0 : 1)} %)`;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function hours(seconds) {
  return seconds < 48 * 3600 ? `${(seconds / 3600).toFixed(1)} h` : `${(seconds / 86400).toFixed(1)} days`;
}
