import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClaimDesk } from '../../app/claim/desk.ts';
import { endClaim } from '../../app/claim/end-claim.ts';
import { type KeptClaim, keepRenewed } from '../../app/claim/keep-renewed.ts';
import { claimedText } from '../../report/claim/claimed.ts';
import { describeProblem } from '../../report/problems/describe-problem.ts';
import type { CommandInput, ExitCode } from '../command.ts';
import { openProcessDesk, runUnderClaim } from '../wire-session.ts';
import { reportNotClaimed } from './claim-refusal.ts';
import { wishOf } from './claim-session.ts';
import type { SessionClaim } from './claim-types.ts';
import { waitAndHold } from './wait-and-hold.ts';

/** `claim … -- cmd`: holds the claim for the command's life, renews it, and passes the command's own exit code on. */
export async function holdForCommand(
  ask: SessionClaim & { readonly input: CommandInput },
): Promise<ExitCode> {
  const { context, table, request, input } = ask;
  const desk = await openProcessDesk(table);
  const wish = await wishOf({ ...ask, desk });
  const outcome = await waitAndHold({ desk, wish, waitS: request.waitS, signal: context.signal });
  if (outcome.kind !== 'claimed') {
    const exit = reportNotClaimed({ ...ask, desk, outcome });
    context.output.say('agentic-plan: the command was not started');
    const wanted = Number(input.options['conflictExitCode'] ?? Number.NaN);
    return exit === 3 && Number.isInteger(wanted) && wanted >= 0 && wanted <= 255 ? wanted : exit;
  }
  const now = desk.machine.now().wall;
  const { record } = outcome.held;
  context.output.say(
    claimedText({ record, how: outcome.how, table: table.table.display, pushes: desk.store.pushes, now }),
  );
  const kept = keepRenewed(desk, outcome.held, () => {
    const data = { claim: record.claim, why: 'its lease ended, or somebody ended it' };
    context.output.say(describeProblem({ code: 'claim-lost', severity: 'error', data }));
  });
  const folder = await mkdtemp(join(tmpdir(), 'agentic-'));
  try {
    return await runUnderClaim({
      argv: input.commandLine,
      cwd: context.cwd,
      env: environment(kept, folder),
      signal: context.signal,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
    await giveBack(desk, kept);
  }
}

const environment = ({ held }: KeptClaim, folder: string): Readonly<Record<string, string>> => ({
  AGENTIC_CLAIM: held.claim,
  AGENTIC_TASK: held.record.task,
  AGENTIC_PATHS: JSON.stringify(held.record.paths),
  AGENTIC_DIR: folder,
});

async function giveBack(desk: ClaimDesk, kept: KeptClaim): Promise<void> {
  const held = await kept.stop();
  if (!kept.lost) await endClaim(desk, held, { state: 'released' });
}
