import { sessionChaos } from '../chaos/session-chaos.ts';
import type { Mutation } from './mutation.ts';

// What goes wrong where a session's file is not what the protocol says.

export const SESSION_MUTATIONS: readonly Mutation[] = [
  {
    name: 'lets two commands of one session act at once',
    rules: [1, 4, 6],
    scenario: (name) => sessionChaos({ name, unlocked: true }),
  },
];
