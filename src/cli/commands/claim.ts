import { taskIdFromText } from '../../core/claim/task-id-from-text.ts';
import type { AgentId, ClaimId } from '../../core/model/ids.ts';
import type { Checked, Problem } from '../../core/model/problem.ts';
import type { CommandContext, CommandInput, ExitCode } from '../command.ts';
import { insideARun } from '../inside-a-run.ts';
import { parseDuration } from '../parse-duration.ts';
import { openingExit, refuse, warn } from '../refuse.ts';
import { openProject, openTable } from '../wire.ts';
import { chooseClaimLocks } from './claim-locks.ts';
import type { ClaimRequest, SessionClaim } from './claim-types.ts';

/** `claim <path…> [-- cmd…]`: takes, widens or renews; with a command it holds the claim for the command's life. */
export async function runClaim(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const request = readRequest(input);
  if (!request.ok) return refuse(context, { command: 'claim', problems: request.problems, exit: 2 });
  const inside = input.commandLine.length > 0 ? insideARun(context) : [];
  if (inside.length > 0) return refuse(context, { command: 'claim', problems: inside, exit: 2 });
  const { AGENTIC_DIR: folder, AGENTIC_CLAIM: claim } = context.env;
  if (folder && claim && input.commandLine.length === 0) {
    const { askForMore } = await import('./claim-wrapped.ts');
    return askForMore({ context, request: request.value, folder, claim: claim as ClaimId });
  }
  const claiming = loadClaiming({ context, input, request: request.value }); // while git answers
  const configFile = input.options['config'];
  const opened = await openProject(context, typeof configFile === 'string' ? configFile : undefined);
  if (!opened.ok)
    return refuse(context, {
      command: 'claim',
      problems: opened.problems,
      exit: openingExit(opened.problems),
    });
  const table = await openTable(opened.value, { writes: true });
  if (!table.ok)
    return refuse(context, { command: 'claim', problems: table.problems, exit: openingExit(table.problems) });
  const choice = await chooseClaimLocks(table.value, request.value.asked);
  if (choice.problems.length > 0)
    return refuse(context, { command: 'claim', problems: choice.problems, exit: 2 });
  warn(context, [...opened.warnings, ...choice.notes]);
  return (await claiming)({ table: table.value, choice });
}

/** Claims for a command's life, or for the session that we belong to. */
async function loadClaiming(
  ask: Pick<SessionClaim, 'context' | 'request'> & { readonly input: CommandInput },
): Promise<(on: Pick<SessionClaim, 'table' | 'choice'>) => Promise<ExitCode>> {
  if (ask.input.commandLine.length > 0) {
    const { holdForCommand } = await import('./claim-command.ts');
    return (on) => holdForCommand({ ...ask, ...on });
  }
  const { claimForSession } = await import('./claim-session.ts');
  return (on) => claimForSession({ ...ask, ...on });
}

function readRequest({ operands, options }: CommandInput): Checked<ClaimRequest> {
  const problems: Problem[] = [];
  const seconds = (option: string, least: number, most: number): number | undefined => {
    const text = options[option];
    if (typeof text !== 'string') return undefined;
    const parsed = parseDuration({ option: `--${option}`, text, least, most });
    if (parsed.ok) return parsed.value;
    problems.push(...parsed.problems);
    return undefined;
  };
  const leaseS = seconds('lease', 60, 24 * 3600);
  const waitS = seconds('wait', 0, 3600) ?? 0;
  if (operands.length === 0) problems.push({ code: 'no-paths', severity: 'error', data: {} });
  if (problems.length > 0) return { ok: false, problems };
  const task = options['task'];
  const agent = options['agent'];
  return {
    ok: true,
    warnings: [],
    value: {
      asked: operands,
      task: typeof task === 'string' ? taskIdFromText(task) : undefined,
      agent: typeof agent === 'string' ? (agent.slice(0, 200) as AgentId) : undefined,
      leaseS,
      waitS,
    },
  };
}
