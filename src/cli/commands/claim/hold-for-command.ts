import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerClaim } from '../../../app/claim/answer-claim.ts';
import type { ClaimWish } from '../../../app/claim/claim-attempt.ts';
import type { Claimant, HeldClaim } from '../../../app/claim/claimant.ts';
import { endClaim } from '../../../app/claim/end-claim.ts';
import { type KeptClaim, keepRenewed } from '../../../app/claim/keep-renewed.ts';
import { waitAndHold } from '../../../app/claim/wait-and-hold.ts';
import { watchClaim } from '../../../app/claim/watch-claim.ts';
import { watchGround } from '../../../app/claim/watch-ground.ts';
import type { AgentExchange } from '../../../app/ports/exchange.ts';
import { chooseRootLocks } from '../../../app/session/choose-claim-locks.ts';
import { wishByHand } from '../../../app/session/claim-paths.ts';
import type { AgentAnswer, AgentRequest } from '../../../core/run/agent-request.ts';
import { claimedText } from '../../../report/claim/claimed.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import { describeProblem } from '../../../report/problems/describe-problem.ts';
import { GIVE_BACK_S, STEP_S } from '../../budgets.ts';
import type { CommandInput, ExitCode } from '../../command.ts';
import type { OpenedTable } from '../../open/opened.ts';
import { runUnderClaim } from '../../open/under-claim.ts';
import { restartBudget } from '../../open/within-budget.ts';
import { openExchange } from '../../open/wrapper.ts';
import { pathsWish } from './claim-for-session.ts';
import type { SessionClaim } from './claim-types.ts';
import { reportNotClaimed } from './report-not-claimed.ts';
import { tellOfClaim } from './tell-of-claim.ts';

/** `claim … -- cmd`: holds the claim for the command's life, renews it, and passes the command's own exit code on. */
export async function holdForCommand(
  ask: SessionClaim & { readonly input: CommandInput },
): Promise<ExitCode> {
  const { table } = ask;
  const claimant = await table.process();
  const wish = wishByHand(claimant, await pathsWish(ask));
  // made before anything is claimed: a folder for temporary files may be unusable
  const folder = await mkdtemp(join(tmpdir(), 'agentic-'));
  try {
    return await holdAndRun({ ...ask, claimant, wish, folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function holdAndRun(ask: Omit<Holding, 'held'> & { readonly wish: ClaimWish }): Promise<ExitCode> {
  const { context, table, request, input, claimant, wish } = ask;
  const outcome = await waitAndHold({ claimant, wish, waitS: request.waitS, signal: context.signal });
  if (outcome.kind !== 'claimed') {
    const exit = await reportNotClaimed({ ...ask, claimant, outcome, wrapped: input.commandLine });
    context.output.refuse('agentic-plan: the command was not started');
    const wanted = Number(input.options['conflictExitCode'] ?? Number.NaN);
    return exit === EXIT.held && Number.isInteger(wanted) && wanted >= 0 && wanted <= 255 ? wanted : exit;
  }
  const now = claimant.machine.now().wall;
  const { record } = outcome.held;
  const on = { table: table.table.display, pushes: claimant.store.pushes };
  context.output.say(
    claimedText({
      record,
      how: outcome.how,
      ...on,
      now,
      below: ask.below,
      notes: ask.notes,
      given: context.given,
      wrapped: true,
    }),
  );
  return runHeld({ ...ask, held: outcome.held });
}

interface Holding extends SessionClaim {
  readonly input: CommandInput;
  readonly claimant: Claimant;
  readonly held: HeldClaim;
  /** `$AGENTIC_DIR` */
  readonly folder: string;
}

/** Runs the command, for which there is no budget; meanwhile the claim is renewed, requests are answered and notices delivered. */
async function runHeld(ask: Holding): Promise<ExitCode> {
  const { context, table, claimant, held, folder, input } = ask;
  restartBudget(undefined, STEP_S);
  const exchange = openExchange(folder);
  const told = tellOfClaim({ ...ask, exchange, current: () => kept.held });
  const kept: KeptClaim = keepRenewed(claimant, held, told.hearer);
  const serving = exchange.serve((request) => answer({ table, claimant, kept, request }));
  const watching = [startWatching({ table, claimant, kept, exchange }), watchClaim(claimant, kept)];
  let code: ExitCode;
  let isOurs = true;
  try {
    code = await runUnderClaim(ask, {
      argv: input.commandLine,
      cwd: context.cwd,
      env: environment(kept, folder),
      signal: context.signal,
    });
  } finally {
    restartBudget(GIVE_BACK_S);
    for (const one of watching) one.stop();
    await serving.stop();
    isOurs = await giveBack(claimant, kept, told.lost);
  }
  return isOurs ? code : LOST;
}

/** Its claim was somebody else's before it ended: what it did may clash with what they do. */
const LOST: ExitCode = EXIT.held;

/** Watches the branch that the work rests on, as soon as it is known which that is. */
function startWatching(ask: {
  readonly table: OpenedTable;
  readonly claimant: Claimant;
  readonly kept: KeptClaim;
  readonly exchange: AgentExchange;
}): { stop(): void } {
  const { table, claimant, kept, exchange } = ask;
  let stopped = false;
  let watching: { stop(): void } | undefined;
  const start = async (): Promise<void> => {
    const { groundOf } = await import('../../open/ground.ts');
    const ground = await groundOf(table);
    if (!ground || stopped) return;
    const held = () => kept.held.record.locks;
    watching = watchGround({ ...claimant, ground, held, notify: (notice) => exchange.notify(notice) });
  };
  void start().catch(() => {}); // notices are a courtesy: the claim holds without them
  return {
    stop: () => {
      stopped = true;
      watching?.stop();
    },
  };
}

async function answer(ask: {
  readonly table: OpenedTable;
  readonly claimant: Claimant;
  readonly kept: KeptClaim;
  readonly request: AgentRequest;
}): Promise<AgentAnswer> {
  const { table, claimant, kept, request } = ask;
  const choice = await chooseRootLocks(table, request.paths);
  if (choice.problems.length === 0) return answerClaim({ claimant, kept, paths: choice.locks });
  const detail = choice.problems.map((problem) => describeProblem(problem).split('\n', 1)[0]).join('; ');
  return { version: 1, outcome: 'failed', paths: kept.held.record.paths, held: [], detail };
}

const environment = ({ held }: KeptClaim, folder: string): Readonly<Record<string, string>> => ({
  AGENTIC_CLAIM: held.claim,
  AGENTIC_TASK: held.record.task,
  AGENTIC_PATHS: JSON.stringify(held.record.paths),
  AGENTIC_DIR: folder,
});

/** Whether it was the command's to the end; somebody who looks only now is told now. */
async function giveBack(
  claimant: Claimant,
  kept: KeptClaim,
  tellLost: () => Promise<void>,
): Promise<boolean> {
  const held = await kept.stop();
  if (kept.lost) {
    await tellLost();
    return false;
  }
  const ended = await endClaim(claimant, held, { state: 'released' });
  if (ended.kind === 'not-ours') await tellLost();
  return ended.kind !== 'not-ours';
}
