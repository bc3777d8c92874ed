import type { Publishing } from '../../../src/app/ports/publishing.ts';
import { bendMessages } from '../bend-claimant.ts';
import { againChaos } from '../chaos/again-chaos.ts';
import type { Mutation } from './mutation.ts';

// What goes wrong where a start does not see right what starts before it have done.

const bent = (replace: (real: Publishing) => Partial<Publishing>) => (real: Publishing) => ({
  ...real,
  ...replace(real),
});

const withoutDigest = (message: string): string => message.replace(/"digest":"[0-9a-f-]+",/, '');

export const AGAIN_MUTATIONS: readonly Mutation[] = [
  {
    name: 'takes a task for done without looking for its commit',
    rules: [17, 18, 22],
    scenario: (name) => againChaos({ name, bendPublishing: bent(() => ({ contains: async () => true })) }),
  },
  {
    name: 'takes tasks of one id for one task',
    rules: [22],
    scenario: (name) =>
      againChaos({
        name,
        bend: (claimant) => bendMessages(claimant, withoutDigest),
      }),
  },
  {
    name: 'believes the table alone, not the lines of commits',
    rules: [5, 22],
    scenario: (name) =>
      againChaos({
        name,
        bendPublishing: bent((real) => ({
          readTaskLines: async (ask) => ({ ...(await real.readTaskLines(ask)), lines: [] }),
        })),
      }),
  },
  {
    name: 'begins without what other runs have published',
    rules: [5, 22],
    scenario: (name) =>
      againChaos({
        name,
        bendPublishing: bent((real) => ({
          readTaskLines: async (ask) =>
            ask.without === undefined ? real.readTaskLines(ask) : { commits: new Set(), lines: [] },
        })),
      }),
  },
];
