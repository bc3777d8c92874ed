import { describe, expect, it } from 'vitest';
import { playHistories } from './histories.ts';
import { MUTATIONS } from './mutations/mutations.ts';

// Each is the real code with one thing broken: a simulator that does not notice would prove nothing.
describe('a protocol that', () => {
  it.each(MUTATIONS.map((mutation) => [mutation.name, mutation] as const))(
    '%s is found out',
    async (name, { scenario, rules }) => {
      const end = await playHistories(scenario(name), { from: 1, count: 20_000 });
      const broken = end.failure?.violations.map((violation) => Number(/^rule (\d+)/.exec(violation)?.[1]));
      expect(broken, `in ${end.histories} histories`).toBeDefined();
      expect(rules).toEqual(expect.arrayContaining(broken ?? []));
    },
    300_000, // the rarest take half a minute on a quiet machine
  );
});
