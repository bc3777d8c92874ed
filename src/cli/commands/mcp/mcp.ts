import { EXIT } from '../../../report/exit-codes.ts';
import { MCP_INSTRUCTIONS } from '../../../report/mcp/instructions.ts';
import { type CommandAnswer, callCommand } from '../../call-command.ts';
import type { CommandContext, CommandInput, ExitCode } from '../../command.ts';
import { openServer } from './open-server.ts';
import { readArguments, schemaOf } from './tool-arguments.ts';
import { TOOLS, type Tool } from './tools.ts';

/** `mcp`: the commands as tools of the Model Context Protocol, on standard input and output, until that is closed. */
export async function runMcp(context: CommandContext, _input: CommandInput): Promise<ExitCode> {
  await openServer({
    instructions: MCP_INSTRUCTIONS,
    tools: TOOLS.map(({ name, description, reads, parameters }) => ({
      name,
      description,
      inputSchema: schemaOf(parameters),
      annotations: {
        readOnlyHint: reads,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      },
    })),
    callTool: (name, args, cancelled) =>
      untilEither([context.signal, cancelled], (signal) => callTool({ ...context, signal }, name, args)),
    until: context.signal,
  });
  return EXIT.done;
}

/** Answers are data for a model; whatever is not done is marked as an error, so that it is not read over. */
async function callTool(
  context: CommandContext,
  name: string,
  sent: Readonly<Record<string, unknown>>,
): Promise<{ readonly text: string; readonly isError: boolean }> {
  const tool = TOOLS.find((one) => one.name === name);
  if (tool === undefined)
    return refuse(
      `there is no tool ${name.slice(0, 60)}; there are: ${TOOLS.map((one) => one.name).join(', ')}`,
    );
  const read = readArguments(tool.parameters, sent);
  if (!read.ok) return refuse(read.wrong.join('; '));
  const answer = await callCommand(context, { ...tool.command, ...tool.toInput(read.args) });
  return { text: textOf(tool, answer), isError: answer.code !== EXIT.done && answer.code !== EXIT.found };
}

const textOf = ({ answer: shape }: Tool, { text, code }: CommandAnswer): string =>
  shape === undefined || code !== EXIT.done ? text : shape(text);

const refuse = (text: string) => ({ text, isError: true });

/** What `AbortSignal.any` gives may be collected, with all that listens to it, while its sources still live (Node 20). */
async function untilEither<T>(
  signals: readonly AbortSignal[],
  act: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const either = new AbortController();
  const abort = (): void => either.abort();
  for (const signal of signals) {
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
  }
  try {
    return await act(either.signal);
  } finally {
    for (const signal of signals) signal.removeEventListener('abort', abort);
  }
}
