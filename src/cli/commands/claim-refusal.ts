import type { ClaimDesk } from '../../app/claim/desk.ts';
import type { HoldOutcome } from '../../app/claim/hold-paths.ts';
import { storeProblem } from '../../app/store-problem.ts';
import { locksOverlap } from '../../core/claim/lock-name.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import { unreachable } from '../../core/model/unreachable.ts';
import { heldBy, whoHolds } from '../../report/claim/held-claims.ts';
import { type Refusal, refusalJson, refusalText } from '../../report/claim/refusal.ts';
import type { ExitCode } from '../command.ts';
import { refuse } from '../refuse.ts';
import type { SessionClaim } from './claim-types.ts';

type Refused = SessionClaim & {
  readonly desk: ClaimDesk;
  readonly outcome: Exclude<HoldOutcome, { readonly kind: 'claimed' }>;
};

/** Says why a claim was not taken, and what can be done. */
export function reportNotClaimed(ask: Refused): ExitCode {
  const { context, table, outcome } = ask;
  const display = table.table.display;
  switch (outcome.kind) {
    case 'held':
      return reportHeld(ask, outcome);
    case 'task-held': {
      const record = outcome.by.read.kind === 'record' ? outcome.by.read.record : undefined;
      const data = { task: record?.task ?? outcome.by.ref, holder: whoHolds(record) };
      return refuse(context, {
        command: 'claim',
        problems: [{ code: 'held-task', severity: 'error', data }],
        exit: 3,
      });
    }
    case 'failed':
      return refuse(context, {
        command: 'claim',
        problems: [storeProblem(outcome.failure, display)],
        exit: 4,
      });
    case 'unknown':
    case 'task-done': {
      const detail = outcome.kind === 'unknown' ? outcome.detail : 'the task is done';
      return refuse(context, {
        command: 'claim',
        problems: [{ code: 'outcome-unknown', severity: 'error', data: { detail } }],
        exit: 4,
      });
    }
    default:
      return unreachable(outcome);
  }
}

/** Whose the paths are; which of them are free; the command for those. */
function reportHeld(
  { context, request, choice, desk }: Refused,
  { obstacles }: Extract<HoldOutcome, { readonly kind: 'held' }>,
): ExitCode {
  const held = heldBy(obstacles);
  const free: readonly RepoPath[] = choice.locks
    .filter(({ lock }) => !held.some((one) => locksOverlap(one.lock, lock)))
    .map(({ path }) => path);
  const options = [
    ...(request.task ? ['--task', request.task.title ?? request.task.id] : []),
    ...(request.agent ? ['--agent', request.agent] : []),
  ];
  const relevant = held.filter(({ lock }) => choice.locks.some((one) => locksOverlap(one.lock, lock)));
  const { wall: now } = desk.machine.now();
  const refusal: Refusal = { asked: request.asked, held: relevant, free, options, now };
  if (context.json) context.output.result(JSON.stringify(refusalJson(refusal)));
  else context.output.say(refusalText(refusal));
  return 3;
}
