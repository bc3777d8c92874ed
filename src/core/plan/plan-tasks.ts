import type { PlannedTask } from '../model/plan.ts';
import type { ClaimPresence } from '../model/presence.ts';
import { explainTask } from './explain-task.ts';
import { findDependencies } from './find-dependencies.ts';
import type { Edges } from './find-edges.ts';
import type { PlanInput } from './plan-input.ts';
import type { Candidates } from './resolve-candidates.ts';
import type { Schedule } from './schedule-tasks.ts';

/** What is known of each task (by index) once it is scheduled. */
export interface Assembly {
  readonly input: PlanInput;
  readonly edges: Edges;
  readonly conflicts: readonly ReadonlySet<number>[];
  readonly candidates: readonly Candidates[];
  readonly inTheWay: readonly (ClaimPresence | undefined)[];
  readonly schedule: Schedule;
}

/** Puts together what the plan says of each task, in the order of the input. */
export function planTasks(assembly: Assembly): readonly PlannedTask[] {
  const { input, schedule, candidates, inTheWay } = assembly;
  const dependencies = findDependencies(input.tasks, assembly.edges, assembly.conflicts, schedule.slots);
  const waves = findWaves(
    dependencies.map((list) => list.map(({ index }) => index)),
    schedule,
  );
  return input.tasks.map((task, at) => {
    const slot = schedule.slots[at] ?? { start: 0, finish: 0 };
    const claim = inTheWay[at];
    const dependsOn = (dependencies[at] ?? []).map(({ on, why }) => ({ on, why }));
    const readyAt = (dependencies[at] ?? []).reduce(
      (latest, { index }) => Math.max(latest, schedule.slots[index]?.finish ?? 0),
      minutesUntil(claim, input.asOf),
    );
    const found = candidates[at] ?? { agents: [], missing: [] };
    return {
      ...task,
      ...(slot.agent === undefined ? {} : { assigned: slot.agent }),
      start: slot.start,
      finish: slot.finish,
      wave: waves[at] ?? 0,
      dependsOn,
      ...(claim === undefined ? {} : { waitsFor: claim.claim }),
      explain: explainTask({
        task,
        slot,
        dependsOn,
        candidates: found,
        agents: input.agents,
        claim,
        readyAt,
      }),
    };
  });
}

/** CI starts a wave when the one before is done: one more than the latest wave of what a task starts after. */
function findWaves(dependencies: readonly (readonly number[])[], { slots }: Schedule): readonly number[] {
  const waves = dependencies.map(() => 0);
  const byStart = slots.map((_, at) => at).sort((a, b) => (slots[a]?.start ?? 0) - (slots[b]?.start ?? 0));
  for (const at of byStart) {
    waves[at] = (dependencies[at] ?? []).reduce((wave, on) => Math.max(wave, (waves[on] ?? 0) + 1), 0);
  }
  return waves;
}

/** Whole minutes until a claim ends; 0 without one. */
export function minutesUntil(claim: ClaimPresence | undefined, asOf: string): number {
  if (claim === undefined) return 0;
  return Math.max(0, Math.ceil((claim.until - Date.parse(asOf)) / 60_000));
}
