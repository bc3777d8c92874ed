import type { ClaimWish } from '../../app/claim/claim-attempt.ts';
import type { ClaimDesk } from '../../app/claim/desk.ts';
import { heldClaims } from '../../app/claim/hold-paths.ts';
import { waitAndHold } from '../../app/claim/wait-and-hold.ts';
import { HAND } from '../../core/claim/refs.ts';
import type { AgentId, TaskId } from '../../core/model/ids.ts';
import { claimedJson, claimedText } from '../../report/claim/claimed.ts';
import type { ExitCode } from '../command.ts';
import { agentHere, withSession } from '../wire-session.ts';
import { reportNotClaimed } from './claim-refusal.ts';
import type { SessionClaim } from './claim-types.ts';

/** Claims for the session that the command belongs to. */
export function claimForSession(ask: SessionClaim): Promise<ExitCode> {
  return withSession({ ...ask, command: 'claim' }, (desk) => claimAndReport({ ...ask, desk }));
}

async function claimAndReport(ask: SessionClaim & { readonly desk: ClaimDesk }): Promise<ExitCode> {
  const { context, desk, table, request } = ask;
  const wish = await wishOf(ask);
  const outcome = await waitAndHold({ desk, wish, waitS: request.waitS, signal: context.signal });
  if (outcome.kind === 'claimed') {
    const { record } = outcome.held;
    const report = {
      record,
      how: outcome.how,
      table: table.table.display,
      pushes: desk.store.pushes,
      now: desk.machine.now().wall,
    };
    context.output.result(context.json ? JSON.stringify(claimedJson(report)) : claimedText(report));
    return 0;
  }
  return reportNotClaimed({ ...ask, outcome });
}

export async function wishOf(ask: SessionClaim & { readonly desk: ClaimDesk }): Promise<ClaimWish> {
  const { desk, table, request, choice } = ask;
  const mine = (await heldClaims(desk)).filter(({ record }) => record.run === HAND);
  const [only] = mine;
  // without --task the paths go to the one claim that the session has, whatever it is called
  const same = request.task ?? (mine.length === 1 && only ? { id: only.record.task } : undefined);
  const task = same ?? { id: `edit-${desk.machine.randomHex(4)}` as TaskId };
  const head = table.clone.head;
  const agent = request.agent ?? (agentHere(ask.context) as AgentId | undefined);
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
