import type { Checked } from '../../core/model/problem.ts';
import { type DerivedTasks, decideDerived } from './decide-derived.ts';
import type { PlanDeps, PlanOptions } from './plan-deps.ts';
import { readGround } from './read-ground.ts';
import { readProjectState } from './read-project-state.ts';

/** The tasks that the rules derive from a clone's change, before anybody plans who does them. */
export async function analyzeClone(deps: PlanDeps, options: PlanOptions): Promise<Checked<DerivedTasks>> {
  const ground = await readGround(deps, options);
  if (!ground.ok) return ground;
  const { base, settings } = ground.value;
  const changes = await ground.value.changes;
  const { repository } = deps;
  const range = { base: base.commit, head: repository.place.head };
  const reading = await readProjectState({ repository, range, changes, settings });
  // nobody looks at the table here: what people dismissed is a plan's to know
  const derived = decideDerived({
    reading,
    changes,
    settings,
    decisions: [],
    words: await deps.words(),
  });
  return {
    ok: true,
    warnings: [...ground.warnings, ...reading.problems, ...derived.notices],
    value: derived,
  };
}
