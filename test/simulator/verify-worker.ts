import { parentPort, workerData } from 'node:worker_threads';
import { explainFailure, playHistories, type Scenario } from './histories.ts';
import { SCENARIOS } from './scenarios.ts';

// One core's share of `npm run verify`: plays the seeds it is given, in turn through all scenarios.

const wanted: unknown = workerData?.scenario;
const scenarios = SCENARIOS.filter((s) => wanted === undefined || s.name === wanted);

parentPort?.on('message', async (message: 'stop' | { from: number; count: number }) => {
  if (message === 'stop') return parentPort?.close();
  let histories = 0;
  let steps = 0;
  const counts: Record<string, number> = {};
  for (let seed = message.from; seed < message.from + message.count; seed++) {
    const scenario = scenarioOf(seed);
    if (!scenario) break;
    const end = await playHistories(scenario, { from: seed, count: 1 });
    histories += end.histories;
    steps += end.steps;
    for (const [name, n] of Object.entries(end.counts)) counts[name] = (counts[name] ?? 0) + n;
    if (end.failure) {
      const story = await explainFailure(scenario, end.failure);
      parentPort?.postMessage({ histories, steps, counts, story });
      return;
    }
  }
  parentPort?.postMessage({ histories, steps, counts });
});

/** In turn; one whose histories are long is left out most times, for the next one after it that is not. */
function scenarioOf(seed: number): Scenario | undefined {
  const turn = Math.floor(seed / scenarios.length);
  for (let at = 0; at < scenarios.length; at++) {
    const scenario = scenarios[(seed + at) % scenarios.length];
    if (scenario !== undefined && turn % (scenario.weight ?? 1) === 0) return scenario;
  }
  return scenarios[seed % scenarios.length];
}
