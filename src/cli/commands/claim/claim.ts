import { chooseClaimLocks } from '../../../app/session/choose-claim-locks.ts';
import { understandPaths } from '../../../app/session/understand-paths.ts';
import { claimId } from '../../../core/model/ids.ts';
import { folderBelow } from '../../../core/paths/plain-path.ts';
import { besidesNotThere } from '../../../report/claim/not-there.ts';
import { LOCK_S } from '../../budgets.ts';
import { type CommandContext, type CommandInput, configOf, type ExitCode } from '../../command.ts';
import { insideARun } from '../../inside-a-run.ts';
import { extendBudget } from '../../open/within-budget.ts';
import { openWorkspace } from '../../open/workspace.ts';
import { refuse, warn } from '../../refuse.ts';
import type { SessionClaim } from './claim-types.ts';
import { readClaimRequest } from './read-claim-request.ts';

/** `claim <path…> [-- cmd…]`: takes, widens or renews; with a command it holds the claim for the command's life. */
export async function runClaim(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const request = await readClaimRequest(context, input);
  if (!request.ok) return refuse(context, request.problems);
  const inside = input.commandLine.length > 0 ? insideARun(context) : [];
  if (inside.length > 0) return refuse(context, inside);
  extendBudget(request.value.waitS);
  const { AGENTIC_DIR: folder, AGENTIC_CLAIM: claim } = context.env;
  if (folder && claim && input.commandLine.length === 0) {
    const { askForMore } = await import('./ask-for-more.ts');
    return askForMore({ context, request: request.value, folder, claim: claimId(claim) });
  }
  const claiming = loadClaiming({ context, input, request: request.value }); // while git answers
  const workspace = openWorkspace(context);
  const configFile = configOf(input);
  const project = await workspace.project(configFile);
  if (!project.ok) return refuse(context, project.problems);
  const meant = await understandPaths({ place: project.value, ...request.value.asked });
  if (!meant.ok) return refuse(context, meant.problems);
  const table = await workspace.table({ configFile, writes: true });
  if (!table.ok) return refuse(context, table.problems);
  const choice = await chooseClaimLocks(project.value, meant.value);
  if (choice.problems.length > 0) return refuse(context, choice.problems);
  const notes = [...project.warnings, ...meant.warnings, ...choice.notes];
  warn(context, besidesNotThere(notes));
  extendBudget(choice.locks.length * LOCK_S);
  const below = folderBelow(project.value.root, project.value.clone.cwd);
  return (await claiming)({ table: table.value, choice, below, notes });
}

/** Claims for a command's life, or for the session that we belong to. */
async function loadClaiming(
  ask: Pick<SessionClaim, 'context' | 'request'> & { readonly input: CommandInput },
): Promise<(on: Omit<SessionClaim, 'context' | 'request'>) => Promise<ExitCode>> {
  if (ask.input.commandLine.length > 0) {
    const { holdForCommand } = await import('./hold-for-command.ts');
    return (on) => holdForCommand({ ...ask, ...on });
  }
  const { claimForSession } = await import('./claim-for-session.ts');
  return (on) => claimForSession({ ...ask, ...on });
}
