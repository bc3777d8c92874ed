import { taskValue } from '../../../core/claim/task-line.ts';
import type { Oid, TaskId } from '../../../core/model/ids.ts';
import type { RunHappening } from '../../../core/run/run-event.ts';
import type { HeldClaim } from '../../claim/claimant.ts';
import { endClaim } from '../../claim/end-claim.ts';
import type { With } from '../run-context.ts';

type Reads = With<'plan' | 'publishing' | 'result'>;

/** Of a task that was claimed before, the work may be in the result although nobody could say so: half a push, a crash. */
async function findLanded(context: Reads, id: TaskId): Promise<Oid | undefined> {
  const { plan, publishing, result } = context;
  if (!(await result.look())) return undefined;
  return publishing.findTrailer({ from: plan.head, to: result.tip, start: taskValue(plan.run, id) });
}

/** A question that git cannot answer must not leave the claim behind: nobody would renew or release it. */
export async function findLandedUnder(
  context: Reads & With<'claimant'>,
  id: TaskId,
  held: HeldClaim,
): Promise<Oid | undefined> {
  try {
    return await findLanded(context, id);
  } catch (error) {
    await endClaim(context.claimant, held, {
      state: 'released',
      change: { reason: 'the result could not be read' },
    });
    throw error;
  }
}

/** The task is done, and so is the claim that was to do it again. */
export async function settleLanded(
  context: With<'claimant'>,
  id: TaskId,
  found: { readonly held: HeldClaim; readonly landed: Oid },
): Promise<RunHappening> {
  const ended = await endClaim(context.claimant, found.held, {
    state: 'done',
    change: { result: found.landed },
  });
  if (ended.kind === 'ended') return { kind: 'done-before', task: id, commit: found.landed };
  const data = {
    table: context.claimant.store.table,
    detail: 'what was published before could not be marked as done',
  };
  return {
    kind: 'claim-failed',
    task: id,
    problem: { code: 'outcome-unknown', data },
    mayPass: true,
  };
}
