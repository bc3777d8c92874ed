import type { CiGround, JobLimits } from '../../../src/app/ci/ci-ground.ts';
import { findGiven } from '../../../src/app/ci/find-given.ts';
import { leaveResult } from '../../../src/app/ci/leave-result.ts';
import { openFirstWave, resumeRun } from '../../../src/app/ci/open-first-wave.ts';
import { publishWave } from '../../../src/app/ci/publish-wave.ts';
import { takeWave } from '../../../src/app/ci/take-wave.ts';
import { verifyWave } from '../../../src/app/ci/verify-wave.ts';
import { releaseLeft } from '../../../src/app/claim/release-left.ts';
import { defaultSettings } from '../../../src/config/normalize/defaults.ts';
import type { CiHolder } from '../../../src/core/claim/holder.ts';
import type { Oid, RunId } from '../../../src/core/model/ids.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import type { Settings } from '../../../src/core/model/settings.ts';
import { assemblePlan } from '../../../src/core/plan/assemble-plan.ts';
import { planInputOf, taskOf } from '../../support/plan-values.ts';
import { RUN } from '../chaos/claim-actor.ts';
import { BRANCH, CLAUDE } from '../chaos/run-values.ts';
import type { Stage, StageOptions } from '../chaos/stage.ts';
import { SHARED_FILE } from '../content-trees.ts';
import type { Life } from '../world.ts';
import { ciPublishing, NO_LARGE_OBJECTS } from './simulated-files.ts';

export const WAVES = 3;
export const LIMITS: JobLimits = { minutes: 10 };
/** What `ciLease` makes of that. */
export const CI_LEASE_S = 10 * 60 + 3600;

/** The use cases behind the steps of CI, which a mutation may replace by broken ones. */
export interface CiUseCases {
  readonly open: typeof openFirstWave;
  readonly resume: typeof resumeRun;
  readonly find: typeof findGiven;
  readonly leave: typeof leaveResult;
  readonly take: typeof takeWave;
  readonly verify: typeof verifyWave;
  readonly publish: typeof publishWave;
  readonly release: typeof releaseLeft;
}

export const REAL_STEPS: CiUseCases = {
  open: openFirstWave,
  resume: resumeRun,
  find: findGiven,
  leave: leaveResult,
  take: takeWave,
  verify: verifyWave,
  publish: publishWave,
  release: releaseLeft,
};

export interface CiChaosOptions extends StageOptions {
  /** Nobody wants the same files, and nothing fails: what is then said of pushes is exact. */
  readonly healthy?: boolean;
  readonly steps?: Partial<CiUseCases>;
}

const SETTINGS: Settings = {
  ...defaultSettings(),
  verify: { argv: ['test'] },
  agents: [CLAUDE],
  limits: { agents: 8, tasks: 100, minutes: 100_000, jobsPerDay: 100_000 },
  claims: { ...defaultSettings().claims, mergeable: [SHARED_FILE] },
  publish: { to: 'branch', every: 'run' },
};

/** Paths that stay with the next wave, go to it in part, or lie above what it wants. */
const TASKS = [
  taskOf('a', { writes: ['src/a', SHARED_FILE], retries: 1 }),
  taskOf('b', { writes: ['docs/b', SHARED_FILE], retries: 1 }),
  taskOf('c', { writes: ['src/a', 'src/c', SHARED_FILE], needs: ['a'], retries: 1 }),
  taskOf('d', { writes: ['docs/', SHARED_FILE], needs: ['b'], retries: 1 }),
];

const plans = new Map<Oid, Plan>();

/** The same for all histories: it is made once. */
export function ciPlan(base: Oid): Plan {
  const known = plans.get(base) ?? assemblePlan(planInputOf(TASKS, [CLAUDE], { run: RUN, base, head: base }));
  plans.set(base, known);
  return known;
}

/** Within what a task may write. */
export const filesOf = (run: RunId, task: string): readonly string[] =>
  run === RUN && task === 'd'
    ? ['docs/d', 'docs/b']
    : (TASKS.find(({ id }) => id === task)?.writes ?? []).filter((path) => path !== SHARED_FILE);

export const NOBODY: ReadonlySet<never> = new Set();

/** What a job works with: a clone of its own, and the refs. */
export function groundOf(stage: Stage, life: Life, { run, attempt }: CiHolder): CiGround {
  const { claimant } = stage.actor(life, { holder: 'ci', run, attempt });
  const { holder } = claimant;
  if (holder.kind !== 'ci') throw new Error('a job of CI is no other holder');
  return {
    claimant: { ...claimant, holder },
    publishing: ciPublishing(stage),
    large: NO_LARGE_OBJECTS,
    lacking: async () => undefined,
    settingsAt: async () => ({ ok: true, warnings: [], value: SETTINGS }),
    findAgents: async ({ agents }) => agents,
    branchOf: () => ({ ref: BRANCH, in: 'remote' }),
  };
}

/** What the plan step is asked. */
export const openingWish = (plan: Plan) => ({
  made: { plan, settings: SETTINGS, agents: SETTINGS.agents, base: {} },
  config: plan.base,
  branch: { ref: BRANCH, in: 'remote' } as const,
  again: NOBODY,
  accept: NOBODY,
  without: NOBODY,
  limits: LIMITS,
});
