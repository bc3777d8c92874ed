import { givenFor } from '../../core/ci/given-for.ts';
import type { HeldClaim } from '../../core/claim/held-claim.ts';
import type { Oid, RunId, TaskId } from '../../core/model/ids.ts';
import type { PlannedTask } from '../../core/model/plan.ts';
import type { Checked } from '../../core/model/problem.ts';
import type { CiGround } from './ci-ground.ts';
import type { CiRun } from './ci-run.ts';
import { readCiRun } from './read-ci-run.ts';

/** A task that was given out to a job. */
export interface GivenOut {
  readonly run: CiRun;
  readonly task: PlannedTask;
  readonly held: HeldClaim;
  /** The commit that it is done on. */
  readonly onto: Oid;
}

/** `undefined`: the task is no longer this run's, or its base is not part of the result. */
export async function findGiven(
  ground: CiGround,
  at: { readonly run: RunId; readonly wave: number; readonly task: TaskId },
): Promise<Checked<GivenOut | undefined>> {
  const read = await readCiRun(ground, at.run);
  if (!read.ok) return read;
  const run = read.value;
  const held = givenFor(run.given, at.wave).get(at.task);
  const task = run.plan.tasks.find(({ id }) => id === at.task);
  const onto = held?.record.base;
  const isOn = onto !== undefined && (await ground.publishing.contains({ commit: onto, in: run.refs.tip }));
  const value = held === undefined || task === undefined || !isOn ? undefined : { run, task, held, onto };
  return { ok: true, warnings: [], value };
}
