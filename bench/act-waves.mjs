import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The workflow that init writes, run by act, against the same with steps that do nothing. Needs `.tools/bin/act`. */
export function actWaves() {
  const folder = mkdtempSync(path.join(tmpdir(), 'agentic-plan-bench-'));
  const times = path.join(folder, 'times.json');
  try {
    const env = { ...process.env, ACT_TIMES: times };
    execFileSync('npx', ['vitest', 'run', '--config', 'vitest.bench.config.ts'], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const { ours, empty } = JSON.parse(readFileSync(times, 'utf8'));
    const [ms, againstMs] = [median(ours), median(empty)];
    return [
      {
        what: 'three waves, six tasks under act',
        ms,
        against: 'the same with empty steps',
        againstMs,
        ratio: ms / againstMs,
        atMost: 1.5,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
