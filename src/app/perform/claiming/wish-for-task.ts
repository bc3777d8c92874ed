import type { AgentId, Oid } from '../../../core/model/ids.ts';
import type { PlannedTask } from '../../../core/model/plan.ts';
import type { Problem } from '../../../core/model/problem.ts';
import { asksByGlob, chooseLocks } from '../../../core/paths/choose-locks.ts';
import { sharedGlobs } from '../../../core/paths/shared-paths.ts';
import type { ClaimWish } from '../../claim/claim-attempt.ts';
import { identityOf, type RunGround } from '../run-ground.ts';

type Wishes = Pick<RunGround, 'digests' | 'known' | 'plan' | 'settings'> & {
  readonly publishing: Pick<RunGround['publishing'], 'listFiles'>;
};

/** What a task claims for an agent that begins on a result, or why it cannot be claimed at all. */
export async function wishForTask(
  context: Wishes,
  of: {
    readonly task: PlannedTask;
    readonly agent: AgentId;
    readonly result: Oid;
    readonly leaseS: number;
  },
): Promise<{ readonly wish: ClaimWish } | { readonly problem: Problem }> {
  const { task, agent, result, leaseS } = of;
  const locks = await chooseTaskLocks(context, task, result);
  if (locks.problem) return { problem: locks.problem };
  const wish: ClaimWish = {
    run: context.plan.run,
    task: task.id,
    ...identityOf(context, task.id),
    title: task.title.slice(0, 500).toWellFormed(),
    agent,
    paths: locks.paths,
    leaseS,
    base: result,
  };
  return { wish };
}

async function chooseTaskLocks({ settings, publishing }: Wishes, task: PlannedTask, result: Oid) {
  const { claims } = settings;
  if (claims.mode !== 'enforce' || task.writes.length === 0) return { paths: [], problem: undefined };
  const choice = chooseLocks({
    asked: task.writes,
    tracked: asksByGlob(task.writes) ? await publishing.listFiles(result) : [],
    unlocked: sharedGlobs(claims),
    maxRefs: claims.maxRefs,
  });
  // Globs that match nothing yet are no refusal: what the agent then writes is claimed late.
  const problem = choice.problems.find(({ code }) => code !== 'no-paths');
  return { paths: choice.locks, problem };
}
