import { ANSWER_MUTATIONS } from './answer-mutations.ts';
import { LEASE_MUTATIONS } from './lease-mutations.ts';
import type { Mutation } from './mutation.ts';
import { PUBLISH_MUTATIONS } from './publish-mutations.ts';
import { SESSION_MUTATIONS } from './session-mutations.ts';
import { TRANSACTION_MUTATIONS } from './transaction-mutations.ts';

export const MUTATIONS: readonly Mutation[] = [
  ...TRANSACTION_MUTATIONS,
  ...ANSWER_MUTATIONS,
  ...LEASE_MUTATIONS,
  ...PUBLISH_MUTATIONS,
  ...SESSION_MUTATIONS,
];
