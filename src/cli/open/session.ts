import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Claimant, HeldClaim } from '../../app/claim/claimant.ts';
import { isUnanswered, recallClaims } from '../../app/claim/recall-claims.ts';
import { type Holder, holderKey } from '../../core/claim/holder.ts';
import { problemOf } from '../../core/model/problem.ts';
import { whoWorksHere } from '../../git/clone/who-works-here.ts';
import { agentOfSession, chooseHolder, processHolder } from '../../process/choose-holder.ts';
import { holderFile } from '../../process/claim-files.ts';
import { withFileLock } from '../../process/file-lock.ts';
import { noteThisProcess } from '../../process/process-notes.ts';
import { runWrapped } from '../../process/run-wrapped.ts';
import type { CommandContext, ExitCode } from '../command.ts';
import { refuse } from '../refuse.ts';
import { placeOwnProgram } from './own-program.ts';
import { type OpenedTable, openClaimant } from './workspace.ts';

/** Whoever looks has better to do than to wait for a server that is away. */
const SETTLE_BUDGET_MS = 1_000;

/** Runs a command for the session that it belongs to; one process at a time acts for a session, others wait their turn. */
export async function withSession(
  ask: { readonly context: CommandContext; readonly table: OpenedTable },
  act: (claimant: Claimant) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { context, table } = ask;
  const holder = await sessionHolder(context, table);
  const path = `${holderFile(table.repository.memory, holderKey(holder))}.lock`;
  await mkdir(dirname(path), { recursive: true });
  const locked = await withFileLock({ path, timeoutMs: 60_000 }, async () =>
    act(await openClaimant(table, holder, context.env)),
  );
  if (locked.kind === 'done') return locked.value;
  return refuse(context, [problemOf('session-busy', { holder: locked.holder })]);
}

/** Who the command acts for, named as the person and the branch are now. */
export const sessionHolder = ({ env }: CommandContext, { clone, writes }: OpenedTable): Promise<Holder> =>
  chooseHolder(env, { gitDir: clone.gitDir, name: whoWorksHere(clone, env), keepsId: writes });

/** What the agent of this session is called where nobody says so; undefined: a person, or an agent unknown to us. */
export const agentHere = ({ env }: Pick<CommandContext, 'env'>): string | undefined => agentOfSession(env);

/** A claimant for looking only, as the session that the command belongs to. */
export const openSessionClaimant = async (context: CommandContext, table: OpenedTable): Promise<Claimant> =>
  openClaimant(table, await sessionHolder(context, table), context.env);

/**
 * For commands that look: what this session sent or wanted to give back, and did not learn the end of, is found out
 * first, as by any command of it. Where there is nothing of the kind nothing is locked, written or sent.
 */
export async function settleSession(context: CommandContext, table: OpenedTable): Promise<void> {
  const claimant = await openSessionClaimant(context, table);
  const of = (claim: HeldClaim): boolean => isUnanswered(claimant, claim);
  if (!(await claimant.memory.load()).some(of)) return;
  const path = `${holderFile(table.repository.memory, holderKey(claimant.holder))}.lock`;
  const hurried = { ...claimant, retryBudgetMs: SETTLE_BUDGET_MS };
  // where another command of the session is at work, that one does it
  await withFileLock({ path, timeoutMs: SETTLE_BUDGET_MS }, () => recallClaims(hurried, { ...context, of }));
}

/** A claimant for claims that live as long as this process; a note of it keeps `doctor --purge` away. */
export async function openProcessClaimant(context: CommandContext, table: OpenedTable): Promise<Claimant> {
  const who = whoWorksHere(table.clone, context.env);
  await noteThisProcess(table.repository.path, who);
  return openClaimant(table, await processHolder(who), context.env);
}

/** Runs a person's own command under a claim; it finds our own program, however we were started. */
export async function runUnderClaim(
  on: { readonly context: CommandContext; readonly table: OpenedTable },
  call: Omit<Parameters<typeof runWrapped>[0], 'programs'>,
): Promise<number> {
  const program = await placeOwnProgram(on.context, on.table);
  return runWrapped({ ...call, programs: program?.folder });
}
