import { againChaos } from './chaos/again-chaos.ts';
import { ciChaos } from './chaos/ci-chaos.ts';
import { claimChaos } from './chaos/claim-chaos.ts';
import { contention } from './chaos/contention.ts';
import { finishChaos } from './chaos/finish-chaos.ts';
import { listChaos } from './chaos/list-chaos.ts';
import { GOOD_HABITS } from './chaos/publisher.ts';
import { runChaos } from './chaos/run-chaos.ts';
import { outages, sessionChaos } from './chaos/session-chaos.ts';
import { togetherChaos } from './chaos/together-chaos.ts';
import { upkeepChaos } from './chaos/upkeep-chaos.ts';
import { waitChaos } from './chaos/wait-chaos.ts';
import { waveChaos } from './chaos/wave-chaos.ts';
import { ALL_FAULTS, NO_FAULTS } from './faults.ts';
import type { Scenario } from './histories.ts';
import { ALL_MISHAPS, NO_MISHAPS } from './mishaps.ts';

/** The families of histories that the ordinary tests and `npm run verify` play. */
export const SCENARIOS: readonly Scenario[] = [
  claimChaos({ name: 'claims, everything at once' }),
  claimChaos({ name: 'claims, any order of half commits', anyOrder: true }),
  claimChaos({ name: 'claims, a healthy network', faults: NO_FAULTS, mishaps: NO_MISHAPS }),
  contention('claims, all at once'),
  claimChaos({ name: 'claims, only the network fails', faults: ALL_FAULTS, mishaps: NO_MISHAPS }),
  claimChaos({ name: 'claims, only holders fail', faults: NO_FAULTS, mishaps: ALL_MISHAPS }),
  claimChaos({ name: 'publishing, everything at once', publishing: GOOD_HABITS }),
  claimChaos({ name: 'publishing, any order of half commits', publishing: GOOD_HABITS, anyOrder: true }),
  runChaos({ name: 'runs, everything at once' }),
  runChaos({ name: 'runs, any order of half commits', anyOrder: true }),
  runChaos({ name: 'runs, and an outsider deletes refs', mishaps: { ...ALL_MISHAPS, vandal: 60 } }),
  claimChaos({ name: 'publishing, and a person ends claims', publishing: GOOD_HABITS, person: true }),
  runChaos({ name: 'runs, and a person ends claims', person: true }),
  togetherChaos({ name: 'many at once, a healthy network', faults: NO_FAULTS, mishaps: NO_MISHAPS }),
  togetherChaos({ name: 'many at once, everything at once' }),
  togetherChaos({ name: 'many at once, any order of half commits', anyOrder: true }),
  togetherChaos({ name: 'many at once, and a person ends claims', person: true }),
  finishChaos({ name: 'branches, everything at once' }),
  finishChaos({ name: 'branches, any order of half commits', anyOrder: true }),
  listChaos({ name: 'lists and conditions, everything at once' }),
  listChaos({ name: 'lists and conditions, any order of half commits', anyOrder: true }),
  againChaos({ name: 'overlapping runs, everything at once' }),
  againChaos({ name: 'overlapping runs, any order of half commits', anyOrder: true }),
  upkeepChaos({ name: 'upkeep, everything at once' }),
  upkeepChaos({ name: 'upkeep, any order of half commits', anyOrder: true }),
  waveChaos({ name: 'waves, everything at once' }),
  waveChaos({ name: 'waves, any order of half commits', anyOrder: true }),
  ciChaos({ name: 'ci jobs, everything at once' }),
  ciChaos({ name: 'ci jobs, only jobs fail', faults: NO_FAULTS, mishaps: ALL_MISHAPS }),
  ciChaos({ name: 'ci jobs, and a person ends claims', person: true }),
  ciChaos({ name: 'ci jobs, a healthy network', faults: NO_FAULTS, mishaps: NO_MISHAPS, healthy: true }),
  waitChaos({ name: 'waits, a healthy network', healthy: true }),
  waitChaos({ name: 'waits, everything at once' }),
  sessionChaos({ name: 'sessions, everything at once' }),
  sessionChaos({ name: 'sessions, any order of half commits', anyOrder: true }),
  sessionChaos({ name: 'sessions, and a person ends claims', person: true }),
  outages({ name: 'sessions, and the server goes away' }),
  outages({ name: 'sessions, the server goes away, any order of half commits', anyOrder: true }),
];
