import { AGAIN_MUTATIONS } from './again-mutations.ts';
import { ANSWER_MUTATIONS } from './answer-mutations.ts';
import { BRANCH_MUTATIONS } from './branch-mutations.ts';
import { CI_MUTATIONS } from './ci-mutations.ts';
import { LEASE_MUTATIONS } from './lease-mutations.ts';
import { LIST_MUTATIONS } from './list-mutations.ts';
import type { Mutation } from './mutation.ts';
import { PUBLISH_MUTATIONS } from './publish-mutations.ts';
import { SESSION_MUTATIONS } from './session-mutations.ts';
import { TRANSACTION_MUTATIONS } from './transaction-mutations.ts';
import { UPKEEP_MUTATIONS } from './upkeep-mutations.ts';
import { WAVE_MUTATIONS } from './wave-mutations.ts';

export const MUTATIONS: readonly Mutation[] = [
  ...TRANSACTION_MUTATIONS,
  ...ANSWER_MUTATIONS,
  ...LEASE_MUTATIONS,
  ...PUBLISH_MUTATIONS,
  ...SESSION_MUTATIONS,
  ...BRANCH_MUTATIONS,
  ...AGAIN_MUTATIONS,
  ...LIST_MUTATIONS,
  ...UPKEEP_MUTATIONS,
  ...WAVE_MUTATIONS,
  ...CI_MUTATIONS,
];
