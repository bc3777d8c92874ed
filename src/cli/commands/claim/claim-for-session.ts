import type { ClaimWish } from '../../../app/claim/claim-attempt.ts';
import type { Claimant, HeldClaim } from '../../../app/claim/claimant.ts';
import { explainLoss } from '../../../app/claim/explain-loss.ts';
import { stillUnknown } from '../../../app/claim/hold-paths.ts';
import { recallClaims } from '../../../app/claim/recall-claims.ts';
import { waitAndHold } from '../../../app/claim/wait-and-hold.ts';
import { HAND } from '../../../core/claim/refs.ts';
import type { AgentId, TaskId } from '../../../core/model/ids.ts';
import type { Problem } from '../../../core/model/problem.ts';
import { claimedJson, claimedText } from '../../../report/claim/claimed.ts';
import { whyLost } from '../../../report/claim/loss.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import { jsonText } from '../../../report/json-text.ts';
import type { ExitCode } from '../../command.ts';
import { agentHere, withSession } from '../../open/session.ts';
import { warn } from '../../refuse.ts';
import type { SessionClaim } from './claim-types.ts';
import { reportNotClaimed } from './report-not-claimed.ts';

/** Claims for the session that the command belongs to. */
export function claimForSession(ask: SessionClaim): Promise<ExitCode> {
  return withSession(ask, (claimant) => claimAndReport({ ...ask, claimant }));
}

async function claimAndReport(ask: SessionClaim & { readonly claimant: Claimant }): Promise<ExitCode> {
  const { context, claimant, table, request, below } = ask;
  const recalled = await recallClaims(claimant, context);
  const [open] = recalled.open;
  if (open) return reportNotClaimed({ ...ask, outcome: stillUnknown(open, recalled.failure) });
  const mine = ofHand(recalled.held);
  const wish = wishOf({ ...ask, mine });
  const shared = findSharedSession(mine, request.agent);
  warn(context, shared);
  const notes = [...ask.notes, ...shared];
  const outcome = await waitAndHold({ claimant, wish, waitS: request.waitS, signal: context.signal });
  if (outcome.kind !== 'claimed') return reportNotClaimed({ ...ask, notes, outcome });
  const { record } = outcome.held;
  const before = outcome.insteadOf;
  const lost = before && { record: before.record, why: whyLost(await explainLoss(claimant, before)) };
  const report = {
    record,
    how: outcome.how,
    table: table.table.display,
    pushes: claimant.store.pushes,
    now: claimant.machine.now().wall,
    below,
    notes,
    given: context.given,
    ...(lost ? { lost } : {}),
  };
  context.output.result(context.json ? jsonText(claimedJson(report)) : claimedText(report));
  return EXIT.done;
}

/** What this holder has without a plan. */
const ofHand = (held: readonly HeldClaim[]): readonly HeldClaim[] =>
  held.filter(({ record }) => record.run === HAND);

/** Two agents by name whose commands are one session's: nothing keeps one off what the other has. */
function findSharedSession(mine: readonly HeldClaim[], agent: AgentId | undefined): readonly Problem[] {
  const other = mine.find(({ record }) => record.agent !== undefined && record.agent !== agent)?.record.agent;
  if (agent === undefined || other === undefined) return [];
  return [{ code: 'shared-session', data: { agent, other } }];
}

/** What is wanted, as the claimant takes it. */
export function wishOf(
  ask: SessionClaim & {
    readonly claimant: Claimant;
    readonly mine: readonly HeldClaim[];
  },
): ClaimWish {
  const { context, claimant, table, request, choice, mine } = ask;
  const [only] = mine;
  // without --task the paths go to the one claim that the session has, whatever it is called
  const same = request.task ?? (mine.length === 1 && only ? { id: only.record.task } : undefined);
  const task = same ?? { id: `edit-${claimant.machine.randomHex(4)}` as TaskId };
  const head = table.clone.head;
  const agent = request.agent ?? (agentHere(context) as AgentId | undefined);
  return {
    run: HAND,
    task: task.id,
    ...('title' in task && task.title !== undefined ? { title: task.title } : {}),
    ...(agent === undefined ? {} : { agent }),
    paths: choice.locks,
    leaseS: request.leaseS ?? table.settings.claims.leaseMinutes * 60,
    ...(head.kind === 'unborn' ? {} : { base: head.oid }),
    againIfDone: true,
  };
}
