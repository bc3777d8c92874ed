import { describeBug } from '../report/describe-bug.ts';
import { EXIT } from '../report/exit-codes.ts';
import { budgetOf } from './budgets.ts';
import type { CommandContext, CommandInput, ExitCode, RunCommand } from './command.ts';
import { problemOfError } from './open/failure.ts';
import { runWithinBudget } from './open/within-budget.ts';
import { refuse } from './refuse.ts';

/** A command as a tool or a hook asks for it. */
export interface CommandCall extends Pick<CommandInput, 'operands' | 'options'> {
  readonly command: string;
  readonly load: () => Promise<RunCommand>;
  /** All the time that it has; absent: its usual budget. */
  readonly seconds?: number;
}

export interface CommandAnswer {
  /** What the command prints with `--json`. */
  readonly text: string;
  readonly code: ExitCode;
}

/** Runs a command as the command line would with `--json`, within its budget, and gives back what it prints. */
export async function callCommand(server: CommandContext, call: CommandCall): Promise<CommandAnswer> {
  const said: string[] = [];
  const { command, operands, options } = call;
  const context = contextOf(server, { command, said });
  const budget = {
    ...budgetOf(command),
    sshMayAsk: false,
    ...(call.seconds === undefined ? {} : { seconds: call.seconds }),
  };
  try {
    const code = await runWithinBudget(
      {
        command,
        budget,
        from: performance.now(),
        interrupted: server.signal,
      },
      async () => (await call.load())(context, { operands, options, commandLine: [], separated: false }),
    );
    return { text: said.join(''), code };
  } catch (error) {
    const problem = problemOfError(error);
    if (problem === undefined) return { text: describeBug(error, false), code: EXIT.bug };
    const code = refuse(context, [problem]);
    return { text: said.join(''), code };
  }
}

/** Standard output is the protocol's: a tool's command writes into its answer. */
function contextOf(
  server: CommandContext,
  { command, said }: { readonly command: string; readonly said: string[] },
): CommandContext {
  const keep = (text: string): void => void said.push(text);
  return {
    ...server,
    command,
    json: true,
    quiet: true,
    verbose: false,
    now: new Date(),
    output: {
      result: keep,
      say: () => {},
      refuse: keep,
      columns: Number.POSITIVE_INFINITY,
      noticeColumns: Number.POSITIVE_INFINITY,
      colour: false,
      terminal: false,
      gone: server.signal,
    },
  };
}
