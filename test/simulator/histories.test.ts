import { describe, expect, it } from 'vitest';
import { explainFailure, playHistories } from './histories.ts';
import { SCENARIOS } from './scenarios.ts';

// `npm run verify` plays a million; a broken rule prints its shortest history.
const HISTORIES = 600;

describe('simulated histories', () => {
  it.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
    `${HISTORIES} of %s break no rule`,
    async (_, scenario) => {
      const end = await playHistories(scenario, { from: 1, count: HISTORIES });
      if (end.failure) expect.fail(await explainFailure(scenario, end.failure));
      for (const what of scenario.mustHappen) expect(end.counts[what], what).toBeGreaterThan(HISTORIES / 40);
    },
  );
});
