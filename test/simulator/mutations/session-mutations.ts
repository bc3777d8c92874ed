import type { ClaimDesk, HeldClaim } from '../../../src/app/claim/desk.ts';
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
    scenario: (name) =>
      outages({ name, bend: (desk) => remembering(desk, (claim) => (claim.confirmed ? [claim] : [])) }),
  },
  {
    name: 'forgets what it wanted to give back',
    rules: [1, 12, 21],
    scenario: (name) =>
      outages({ name, bend: (desk) => remembering(desk, (claim) => (claim.ending ? [] : [claim])) }),
  },
  {
    name: 'believes in what it has sent without looking for it',
    rules: [1, 12],
    scenario: (name) =>
      outages({
        name,
        bend: (desk) => rewriting(desk, (claim) => (claim.confirmed ? claim : { ...claim, confirmed: true })),
      }),
  },
];

/** A session whose file is read otherwise than it was written. */
const remembering = (desk: ClaimDesk, read: (claim: HeldClaim) => readonly HeldClaim[]): ClaimDesk => ({
  ...desk,
  memory: { ...desk.memory, load: async () => (await desk.memory.load()).flatMap(read) },
});

/** A session that makes more of what its file says, before it looks at anything. */
const rewriting = (desk: ClaimDesk, change: (claim: HeldClaim) => HeldClaim): ClaimDesk => ({
  ...desk,
  memory: {
    ...desk.memory,
    load: async () => {
      for (const claim of await desk.memory.load())
        if (change(claim) !== claim) await desk.memory.put(change(claim));
      return desk.memory.load();
    },
  },
});
