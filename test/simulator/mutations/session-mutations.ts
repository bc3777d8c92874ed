import type { Claimant, HeldClaim } from '../../../src/app/claim/claimant.ts';
import { outages, sessionChaos } from '../chaos/session-chaos.ts';
import type { Mutation } from './mutation.ts';

// What goes wrong where a session's file is not what the protocol says, or says more than is known.

export const SESSION_MUTATIONS: readonly Mutation[] = [
  {
    name: 'lets two commands of one session act at once',
    rules: [1, 4, 6, 21],
    scenario: (name) => sessionChaos({ name, unlocked: true }),
  },
  {
    name: 'forgets what it does not know the end of',
    rules: [21],
    seed: 145,
    scenario: (name) =>
      outages({
        name,
        bend: (claimant) => remembering(claimant, (claim) => (claim.confirmed ? [claim] : [])),
      }),
  },
  {
    name: 'forgets what it wanted to give back',
    rules: [1, 12, 21],
    scenario: (name) =>
      outages({ name, bend: (claimant) => remembering(claimant, (claim) => (claim.ending ? [] : [claim])) }),
  },
  {
    name: 'believes in what it has sent without looking for it',
    rules: [1, 12],
    seed: 226,
    scenario: (name) =>
      outages({
        name,
        bend: (claimant) =>
          rewriting(claimant, (claim) => (claim.confirmed ? claim : { ...claim, confirmed: true })),
      }),
  },
];

/** A session whose file is read otherwise than it was written. */
const remembering = (claimant: Claimant, read: (claim: HeldClaim) => readonly HeldClaim[]): Claimant => ({
  ...claimant,
  memory: { ...claimant.memory, load: async () => (await claimant.memory.load()).flatMap(read) },
});

/** A session that makes more of what its file says, before it looks at anything. */
const rewriting = (claimant: Claimant, change: (claim: HeldClaim) => HeldClaim): Claimant => ({
  ...claimant,
  memory: {
    ...claimant.memory,
    load: async () => {
      for (const claim of await claimant.memory.load())
        if (change(claim) !== claim) await claimant.memory.put(change(claim));
      return claimant.memory.load();
    },
  },
});
