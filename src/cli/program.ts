import { CommanderError } from 'commander';
import { ProblemError, problemOf } from '../core/model/problem.ts';
import { escapeText } from '../report/escape.ts';
import { EXIT } from '../report/exit-codes.ts';
import { givenOptions } from '../report/own-command.ts';
import { budgetOf } from './budgets.ts';
import type { CommandContext, ExitCode } from './command.ts';
import { COMMANDS } from './command-list.ts';
import type { CommandSpec } from './command-spec.ts';
import { runWithinBudget } from './open/within-budget.ts';
import { plainOutput, processOutput } from './output.ts';
import { addCommand, DEFAULT, newProgram } from './program-help.ts';
import { suggestCommand, suggestTasksOption } from './suggest-command.ts';

const SIGNAL_CODES: Readonly<Record<string, number>> = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

export interface ProgramStart {
  /** What was read of standard input already. */
  readonly stdin?: string;
  /** When it began, by `performance.now()`; absent: with the process. */
  readonly from?: number;
}

/** Parses argv, runs one command, and returns the exit code. A command's code is loaded when it is asked for. */
export async function runProgram(args: readonly string[], start: ProgramStart = {}): Promise<ExitCode> {
  const parsed = parse(args);
  if (typeof parsed === 'number') return parsed;
  const { spec, options, ...words } = parsed;
  const interrupted = new AbortController();
  let signalCode = 0;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (signalCode !== 0) process.exit(signalCode); // a second one does not wait
    signalCode = SIGNAL_CODES[signal] ?? 143;
    interrupted.abort();
  };
  // A terminal that is closed must not leave agents behind, which are groups of their own.
  for (const signal of Object.keys(SIGNAL_CODES)) process.on(signal, onSignal);
  process.off('unhandledRejection', passOver).on('unhandledRejection', passOver);
  const cwd = typeof options['C'] === 'string' ? options['C'] : folderOfProcess();
  const context = contextOf(parsed, { cwd: cwd ?? '/', stdin: start.stdin, signal: interrupted.signal });
  try {
    if (cwd === undefined) throw new ProblemError(problemOf('folder-gone', {}));
    const ask = { command: spec.name, budget: budgetOf(spec.name, options), interrupted: interrupted.signal };
    const code = await runWithinBudget({ ...ask, from: start.from ?? 0 }, async () =>
      (await spec.load())(context, { ...words, options }),
    );
    return signalCode !== 0 ? signalCode : code;
  } catch (error) {
    // what an interruption cut short has no more to say
    if (signalCode !== 0 && error instanceof ProblemError) return signalCode;
    const { tellFailure } = await import('./tell-failure.ts');
    return tellFailure(context, error);
  } finally {
    for (const signal of Object.keys(SIGNAL_CODES)) process.off(signal, onSignal);
  }
}

function contextOf(
  { spec, options }: Pick<Parsed, 'spec' | 'options'>,
  from: Pick<CommandContext, 'cwd' | 'signal'> & { readonly stdin: string | undefined },
): CommandContext {
  const { cwd, stdin, signal } = from;
  const quiet = options['quiet'] === true;
  return {
    command: spec.name,
    cwd,
    given: givenOptions(options),
    output: processOutput({
      colour: options['color'] !== false,
      quiet,
      isVerbatim: isVerbatim(spec, options),
    }),
    json: options['json'] === true,
    quiet,
    verbose: options['verbose'] === true,
    env: process.env,
    now: new Date(),
    ...(stdin === undefined ? {} : { stdin }),
    signal,
  };
}

const isVerbatim = ({ verbatim = [] }: CommandSpec, options: Parsed['options']): boolean =>
  verbatim === true || ['json', ...verbatim].some((name) => options[name] === true);

/** Work that was given up, since its result came too late, still fails in its own time: only a bug is worth a crash. */
function passOver(reason: unknown): void {
  if (!(reason instanceof ProblemError)) throw reason;
}

/** `undefined`: it has been removed under us. */
function folderOfProcess(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

interface Parsed {
  readonly spec: CommandSpec;
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  /** The words after `--`: another program's command line, never parsed by us. */
  readonly commandLine: readonly string[];
  readonly separated: boolean;
}

function parse(args: readonly string[]): Parsed | ExitCode {
  // `claim` alone runs a command that follows `--`; elsewhere that only ends the options
  const split = isWrapping(args) ? args.indexOf('--') : -1;
  const ours = split < 0 ? args : args.slice(0, split);
  let parsed: Parsed | undefined;
  const isWhole = ours[0] === 'help' && ours.includes('--all');
  const program = newProgram();
  for (const spec of mentioned(ours)) {
    const command = addCommand(program, spec, isWhole);
    command.action((...given: unknown[]) => {
      // the last two are the options and the command itself
      const operands = given
        .slice(0, -2)
        .flat()
        .filter((word) => word !== undefined)
        .map(String);
      const commandLine = split < 0 ? [] : args.slice(split + 1);
      parsed = { spec, operands, options: command.opts(), commandLine, separated: split >= 0 };
    });
  }
  if (isWhole) {
    program.outputHelp();
    return 0;
  }
  const unknown = ours[0];
  if (unknown !== undefined && !unknown.startsWith('-') && !isCommand(unknown)) {
    // without this the default command would complain of too many arguments
    const is = `agentic-plan: ${escapeText(unknown, 60)} is not a command${suggestCommand(unknown)}`;
    plainOutput.say(`${is}\n  agentic-plan --help lists them\n`);
    return EXIT.usage;
  }
  try {
    program.parse(hoistGlobals(ours), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const meant = error.code === 'commander.excessArguments' ? suggestTasksOption(ours) : undefined;
    if (meant !== undefined) plainOutput.say(`  did you mean ${meant}?\n`);
    return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  }
  return parsed ?? EXIT.usage;
}

/** Those whose options may count or be shown: telling commander of all others as well takes longer than all that it does. */
function mentioned(args: readonly string[]): readonly CommandSpec[] {
  const [first] = hoistGlobals(args);
  const isListed = first === 'help' || args.some((word) => word === '--help' || word === '-h');
  const named = COMMANDS.filter(({ name }) => name === first);
  if (named.length > 0) return named;
  return isListed ? COMMANDS : COMMANDS.filter(({ name }) => name === DEFAULT);
}

const isWrapping = (args: readonly string[]): boolean => hoistGlobals(args)[0] === 'claim';

const isCommand = (word: string): boolean => word === 'help' || COMMANDS.some(({ name }) => name === word);

/** `agentic-plan -C dir claim …`, as git has it: options before the command are the command's. */
function hoistGlobals(args: readonly string[]): string[] {
  const at = args.findIndex((word, index) => !word.startsWith('-') && args[index - 1] !== '-C');
  const name = args[at];
  if (at <= 0 || !COMMANDS.some((spec) => spec.name === name) || name === undefined) return [...args];
  return [name, ...args.slice(0, at), ...args.slice(at + 1)];
}
