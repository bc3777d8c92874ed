import { createInterface } from 'node:readline/promises';

/** Asks whoever sits at the terminal; anything but a yes is a no, and so is the end of the input or an interruption. */
export async function askAtTerminal(question: string, signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  try {
    const answer = await Promise.race([terminal.question(question, { signal }), closed]);
    return /^\s*y(es)?\s*$/i.test(answer);
  } catch {
    return false; // it was interrupted
  } finally {
    terminal.close();
  }
}
