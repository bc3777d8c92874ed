import { acceptedAs } from '../../../core/claim/record.ts';
import type { RunAction } from '../../../core/run/run-action.ts';
import type { RunHappening } from '../../../core/run/run-event.ts';
import { endClaim } from '../../claim/end-claim.ts';
import { takeClaim } from '../../claim/take-claim.ts';
import { storeProblem } from '../../store-problem.ts';
import { mayPass } from '../describe-failure.ts';
import type { With } from '../run-context.ts';
import { identityOf, taskOf } from '../run-ground.ts';
import { notClaimed } from './not-claimed.ts';

/** Records that a person takes a task for done: its task ref is claimed, no path with it, and ended as done. */
export async function acceptTask(
  context: With<'claimant' | 'digests' | 'interruption' | 'known' | 'plan' | 'settings'>,
  { task: id, commit, as }: Extract<RunAction, { kind: 'accept' }>,
): Promise<RunHappening> {
  const { claimant, interruption, plan } = context;
  const outcome = await takeClaim(
    claimant,
    {
      run: plan.run,
      task: id,
      title: taskOf(context, id).title.slice(0, 500).toWellFormed(),
      ...identityOf(context, id),
      paths: [],
      leaseS: context.settings.claims.leaseMinutes * 60,
      againIfDone: true, // it may be done otherwise
    },
    interruption.signal,
  );
  if (outcome.kind === 'task-done') return { kind: 'accepted', task: id };
  if (outcome.kind !== 'claimed') return notClaimed(context, id, outcome);
  const ended = await endClaim(claimant, outcome.held, {
    state: 'done',
    change: { reason: acceptedAs(as), ...(commit === undefined ? {} : { result: commit }) },
  });
  if (ended.kind === 'ended') return { kind: 'accepted', task: id };
  if (ended.kind === 'failed') {
    const problem = storeProblem(ended.failure, claimant.store.table);
    return { kind: 'claim-failed', task: id, problem, mayPass: mayPass(ended.failure) };
  }
  const data = { table: claimant.store.table, detail: 'somebody else ended the claim' };
  const problem = { code: 'outcome-unknown', data } as const;
  return { kind: 'claim-failed', task: id, problem, mayPass: true };
}
