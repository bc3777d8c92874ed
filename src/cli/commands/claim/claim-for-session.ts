import type { Claimant } from '../../../app/claim/claimant.ts';
import { claimPaths, type PathsWish } from '../../../app/session/claim-paths.ts';
import { actForSession } from '../../../app/session/session.ts';
import type { AgentId } from '../../../core/model/ids.ts';
import { claimedJson, claimedText } from '../../../report/claim/claimed.ts';
import { whyLost } from '../../../report/claim/loss.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import { jsonText } from '../../../report/json-text.ts';
import type { ExitCode } from '../../command.ts';
import { agentHere } from '../../open/under-claim.ts';
import { refuse, warn } from '../../refuse.ts';
import type { SessionClaim } from './claim-types.ts';
import { reportNotClaimed } from './report-not-claimed.ts';

/** Claims for the session that the command belongs to. */
export async function claimForSession(ask: SessionClaim): Promise<ExitCode> {
  const session = await ask.table.session();
  const acted = await actForSession(session, (claimant) => claimAndReport({ ...ask, claimant }));
  return acted.ok ? acted.value : refuse(ask.context, acted.problems);
}

async function claimAndReport(ask: SessionClaim & { readonly claimant: Claimant }): Promise<ExitCode> {
  const { context, claimant, table, below } = ask;
  const outcome = await claimPaths(claimant, await pathsWish(ask), context.signal);
  warn(context, outcome.notes);
  const notes = [...ask.notes, ...outcome.notes];
  if (outcome.kind !== 'claimed') return reportNotClaimed({ ...ask, notes, outcome });
  const { held, how, insteadOf, loss } = outcome;
  const report = {
    record: held.record,
    how,
    table: table.table.display,
    pushes: claimant.store.pushes,
    now: claimant.machine.now().wall,
    below,
    notes,
    given: context.given,
    ...(insteadOf && loss ? { lost: { record: insteadOf.record, why: whyLost(loss) } } : {}),
  };
  context.output.result(context.json ? jsonText(claimedJson(report)) : claimedText(report));
  return EXIT.done;
}

/** What is wanted, with what this clone and its settings say where nothing was said. */
export async function pathsWish({ context, table, request, choice }: SessionClaim): Promise<PathsWish> {
  const { head } = table.clone;
  return {
    locks: choice.locks,
    task: request.task,
    agent: request.agent ?? ((await agentHere(context, table)) as AgentId | undefined),
    named: request.agent,
    leaseS: request.leaseS ?? table.settings.claims.leaseMinutes * 60,
    base: head.kind === 'unborn' ? undefined : head.oid,
    waitS: request.waitS,
  };
}
