import type { CommandContext, CommandInput, RunCommand } from '../../src/cli/command.ts';

export interface Said {
  readonly code: number;
  /** stdout */
  readonly result: string;
  /** stderr */
  readonly said: string;
}

/** Runs a command as the program does, on a folder, with nothing on PATH and a fixed clock. */
export async function runCommand(
  run: RunCommand,
  cwd: string,
  given: {
    readonly options?: Readonly<Record<string, unknown>>;
    readonly operands?: readonly string[];
    readonly json?: boolean;
    readonly command?: string;
    readonly env?: CommandContext['env'];
    readonly columns?: number;
  } = {},
): Promise<Said> {
  const result: string[] = [];
  const said: string[] = [];
  const context: CommandContext = {
    command: given.command ?? 'test',
    cwd,
    given: {},
    output: {
      result: (text) => result.push(text),
      say: (text) => said.push(text),
      refuse: (text) => said.push(text),
      columns: given.columns ?? 100,
      noticeColumns: given.columns ?? 100,
      colour: false,
      terminal: false,
      gone: new AbortController().signal,
    },
    json: given.json ?? false,
    quiet: false,
    verbose: false,
    env: given.env ?? { AGENTIC_HOLDER: 'tester' },
    now: new Date('2026-01-02T12:00:00Z'),
    signal: new AbortController().signal,
  };
  const input: CommandInput = {
    operands: given.operands ?? [],
    options: given.options ?? {},
    commandLine: [],
    separated: false,
  };
  const code = await run(context, input);
  return { code, result: result.join(''), said: said.join('') };
}
