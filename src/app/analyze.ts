import { type Derived, deriveTasks } from '../core/analyse/derive-tasks.ts';
import type { Checked } from '../core/model/problem.ts';
import type { PlanDeps, PlanOptions } from './plan-deps.ts';
import { readGround } from './read-ground.ts';
import { readProjectState } from './read-project-state.ts';

/** The tasks that the rules derive from a clone's change, before anybody plans who does them. */
export async function analyzeClone(deps: PlanDeps, options: PlanOptions): Promise<Checked<Derived>> {
  const ground = await readGround(deps, options);
  if (!ground.ok) return ground;
  const { base, settings } = ground.value;
  const changes = await ground.value.changes;
  const { repository } = deps;
  const range = { base: base.commit, head: repository.place.head };
  const { state, problems } = await readProjectState({ repository, range, changes, settings });
  return {
    ok: true,
    warnings: [...ground.warnings, ...problems],
    value: deriveTasks({
      state,
      rules: settings.rules,
      limit: settings.limits.tasks,
      words: await deps.words(),
    }),
  };
}
