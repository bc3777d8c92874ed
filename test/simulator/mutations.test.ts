import { describe, expect, it } from 'vitest';
import { type HistoriesEnd, playHistories, type Scenario } from './histories.ts';
import { MUTATIONS } from './mutations/mutations.ts';

const HISTORIES = 20_000;
const isLong = process.env['LONG_PROOF'] === 'yes';

/** Its own seed first, if it has one: what the search comes to, without the histories before it. The long form searches. */
async function findOut(scenario: Scenario, seed: number | undefined): Promise<HistoriesEnd> {
  const known =
    seed === undefined || isLong ? undefined : await playHistories(scenario, { from: seed, count: 1 });
  return known?.failure ? known : playHistories(scenario, { from: 1, count: HISTORIES });
}

// Each is the real code with one thing broken: a simulator that does not notice would prove nothing.
describe('a protocol that', () => {
  it.each(MUTATIONS.map((mutation) => [mutation.name, mutation] as const))(
    '%s is found out',
    async (name, { scenario, rules, seed }) => {
      const end = await findOut(scenario(name), seed);
      const broken = end.failure?.violations.map((violation) => Number(/^rule (\d+)/.exec(violation)?.[1]));
      expect(broken, `in ${end.histories} histories`).toBeDefined();
      expect(rules).toEqual(expect.arrayContaining(broken ?? []));
    },
    300_000, // without its seed the rarest takes half a minute on a quiet machine
  );

  it('has seeds that are within the search', () => {
    for (const { name, seed = 1 } of MUTATIONS) expect(seed, name).toBeLessThanOrEqual(HISTORIES);
  });
});
