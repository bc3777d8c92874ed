import { describe, expect, it } from 'vitest';
import { explainFailure, playHistories } from '../histories.ts';
import { SCENARIOS } from '../scenarios.ts';

// `npm run verify` plays a million; a broken rule prints its shortest history.
const HISTORIES = 120;

export const familyOf = (scenario: string): string => scenario.split(',')[0] ?? '';

/** The ordinary test of the scenarios of one family: a file each, so that all cores have one to play. */
export function playOrdinarily(family: string, histories = HISTORIES): void {
  const own = SCENARIOS.filter(({ name }) => familyOf(name) === family);
  describe(`simulated histories: ${family}`, () => {
    it.each(own.map((scenario) => [scenario.name, scenario] as const))(
      'some hundred of %s break no rule',
      async (_, scenario) => {
        const count = Math.ceil(histories / (scenario.weight ?? 1));
        const end = await playHistories(scenario, { from: 1, count });
        if (end.failure) expect.fail(await explainFailure(scenario, end.failure));
        for (const what of scenario.mustHappen) expect(end.counts[what], what).toBeGreaterThan(count / 40);
      },
      120_000,
    );
  });
}
