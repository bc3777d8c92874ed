import type { Claimant } from '../../../app/claim/claimant.ts';
import type { HoldOutcome } from '../../../app/claim/hold-paths.ts';
import { storeProblem } from '../../../app/store-problem.ts';
import { taskOfRef } from '../../../core/claim/refs.ts';
import type { RepoPath } from '../../../core/model/ids.ts';
import type { Problem } from '../../../core/model/problem.ts';
import { unreachable } from '../../../core/model/unreachable.ts';
import { locksOverlap } from '../../../core/paths/lock-name.ts';
import { heldBy } from '../../../report/claim/held-claims.ts';
import { whoHolds } from '../../../report/claim/held-line.ts';
import { type Refusal, refusalJson, refusalText } from '../../../report/claim/refusal.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import { jsonText } from '../../../report/json-text.ts';
import type { ExitCode } from '../../command.ts';
import { refuse } from '../../refuse.ts';
import type { SessionClaim } from './claim-types.ts';

type Refused = SessionClaim & {
  readonly claimant: Claimant;
  /** What was to run under the claim. */
  readonly wrapped?: readonly string[];
  readonly outcome: Exclude<HoldOutcome, { readonly kind: 'claimed' }>;
};

/** Says why a claim was not taken, and what can be done. */
export async function reportNotClaimed(ask: Refused): Promise<ExitCode> {
  const { context, table, outcome } = ask;
  const no = (problem: Problem): ExitCode => refuse(context, [problem]);
  switch (outcome.kind) {
    case 'held':
      return reportHeld(ask, outcome);
    case 'task-held': {
      const { read, ref } = outcome.by;
      const record = read.kind === 'record' ? read.record : undefined;
      const data = { task: taskOfRef(ref)?.task ?? ref, holder: whoHolds(record) };
      return no({ code: 'held-task', data });
    }
    case 'failed':
      return no(storeProblem(outcome.failure, table.table.display));
    case 'unknown':
      return no({ code: 'outcome-unknown', data: { detail: outcome.detail } });
    case 'task-done': {
      const message = `the task ${outcome.record.task} is done`;
      return no({ code: 'usage', data: { message, remedy: 'choose another --task' } });
    }
    default:
      return unreachable(outcome);
  }
}

/** Whose the paths are; which of them are free; the command for those. */
async function reportHeld(
  { context, table, request, choice, claimant, below, notes, wrapped = [] }: Refused,
  { obstacles }: Extract<HoldOutcome, { readonly kind: 'held' }>,
): Promise<ExitCode> {
  // a wrapped command is a holder of its own; what the session around it holds is nobody else's all the same
  const session = await table.session();
  const own = [...(await claimant.memory.load()), ...(await session.claimant.memory.load())];
  const mine = new Set(own.map(({ anchor }) => anchor));
  const held = heldBy(obstacles, mine);
  const free: readonly RepoPath[] = choice.locks
    .filter(({ lock }) => !held.some((one) => locksOverlap(one.lock, lock)))
    .map(({ path }) => path);
  const options = [
    ...(request.task ? ['--task', request.task.title ?? request.task.id] : []),
    ...(request.agent ? ['--agent', request.agent] : []),
    ...(request.leaseS === undefined ? [] : ['--lease', `${request.leaseS}s`]),
  ];
  const relevant = held.filter(({ lock }) => choice.locks.some((one) => locksOverlap(one.lock, lock)));
  const { wall: now } = claimant.machine.now();
  const asked = request.asked.typed;
  const { given } = context;
  const refusal: Refusal = { asked, held: relevant, free, options, below, notes, now, given, wrapped };
  if (context.json) context.output.result(jsonText(refusalJson(refusal)));
  else context.output.refuse(refusalText(refusal));
  return EXIT.held;
}
