import type { EMPTY } from '../../../core/claim/record.ts';
import type { TaskId } from '../../../core/model/ids.ts';
import type { RunHappening } from '../../../core/run/run-event.ts';
import { endClaim } from '../../claim/end-claim.ts';
import type { With } from '../run-context.ts';

/** Gives a task's claim back, all of it. What cannot be reached is over with its lease, or when this process has ended. */
export async function releaseTask(
  context: With<'claimant' | 'claims' | 'keeping' | 'pieces'>,
  id: TaskId,
  why?: typeof EMPTY,
): Promise<RunHappening> {
  // Finished, and interrupted before its publication began.
  if (context.pieces.isUnsettled(id)) await context.keeping.keep(id).catch(() => {});
  const claim = context.claims.drop(id);
  if (claim !== undefined) {
    const held = await claim.stop();
    if (!claim.lost)
      await endClaim(context.claimant, held, {
        state: 'released',
        ...(why === undefined ? {} : { change: { reason: why } }),
      });
  }
  return { kind: 'released', task: id };
}
