import { bendMessages } from '../bend-claimant.ts';
import { listChaos } from '../chaos/list-chaos.ts';
import type { Mutation } from './mutation.ts';

// What goes wrong where a process decides by something else than what was published.

export const LIST_MUTATIONS: readonly Mutation[] = [
  {
    name: 'makes tasks of what its own agent listed, not of what is published',
    rules: [23],
    scenario: (name) =>
      listChaos({
        name,
        bendOutputs: (outputs, life) => (life === 'p2' ? { ...outputs, items: '["x","y","w"]' } : outputs),
      }),
  },
  {
    name: 'takes an output that it does not see for none',
    rules: [5, 23],
    scenario: (name) =>
      listChaos({
        name,
        bend: (claimant) => bendMessages(claimant, (message) => message.replace('"go":"1"', '"go":"0"')),
      }),
  },
];
