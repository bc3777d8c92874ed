// The large proof: a million simulated histories over all cores, then the long forms of the race tests.
// `--histories N` and `--from SEED` choose others; a failing seed is shrunk and printed as a story.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '1000000' },
    from: { type: 'string', default: '1' },
    scenario: { type: 'string' },
    'no-races': { type: 'boolean', default: false },
  },
});
const CHUNK = 500;

const folder = await mkdtemp(join(tmpdir(), 'agentic-plan-verify-'));
const started = Date.now();
const totals = { histories: 0, steps: 0, counts: {} };
let failures = [];
try {
  const bundle = join(folder, 'worker.mjs');
  await build({
    entryPoints: ['test/simulator/verify-worker.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    // CommonJS packages inside an ES module bundle call `require` for node's own modules.
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    logLevel: 'warning',
  });
  failures = await playAll(bundle);
} finally {
  await rm(folder, { recursive: true, force: true });
}

const minutes = ((Date.now() - started) / 60_000).toFixed(1);
print(`${totals.histories} histories, ${totals.steps} steps, ${minutes} minutes, ${failures.length} broken`);
for (const [name, n] of Object.entries(totals.counts).sort()) print(`  ${name}: ${n}`);
for (const failure of failures) print(`\n${failure}`);
if (failures.length > 0) process.exitCode = 1;
else if (!values['no-races']) {
  const races = spawnSync('npx', ['vitest', 'run', 'test/races', 'test/kill-matrix'], {
    stdio: 'inherit',
    env: { ...process.env, LONG_PROOF: 'yes' },
  });
  process.exitCode = races.status ?? 1;
}

function print(line) {
  process.stdout.write(`${line}\n`);
}

/** Hands out chunks of seeds until all are played or something broke. */
async function playAll(bundle) {
  const broken = [];
  const first = Number(values.from);
  const end = first + Number(values.histories);
  let next = first;
  let told = 0;
  const work = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(bundle, { workerData: { scenario: values.scenario } });
      const more = () => {
        if (next >= end || broken.length > 0) return worker.postMessage('stop');
        const count = Math.min(CHUNK, end - next);
        worker.postMessage({ from: next, count });
        next += count;
      };
      worker.on('message', (done) => {
        totals.histories += done.histories;
        totals.steps += done.steps;
        for (const [name, n] of Object.entries(done.counts))
          totals.counts[name] = (totals.counts[name] ?? 0) + n;
        if (done.story) broken.push(done.story);
        if (Math.floor(totals.histories / 50_000) > told) {
          told = Math.floor(totals.histories / 50_000);
          print(
            `${totals.histories} histories after ${((Date.now() - started) / 60_000).toFixed(1)} minutes`,
          );
        }
        more();
      });
      worker.on('error', reject);
      worker.on('exit', resolve);
      more();
    });
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return broken;
}
