import { escapeText } from './escape.ts';

/** What is said when the fault is ours: short, without the user's data unless asked for. */
export function describeBug(error: unknown, verbose: boolean): string {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const trace = verbose && error instanceof Error ? `\n${error.stack ?? ''}` : '';
  return (
    `agentic-plan: a bug of ours: ${escapeText(message, 500)}\n` +
    `  nothing more was changed; please report it with the output of --verbose:\n` +
    `  https://github.com/agentic-plan/agentic-plan/issues\n${trace}`
  );
}
