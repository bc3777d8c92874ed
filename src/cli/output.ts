import type { Output } from '../app/ports/output.ts';
import { guardLogLines } from '../report/guard-log-lines.ts';
import { guardedStream } from './guarded-stream.ts';

/** The process's own streams. Results on stdout alone; everything else on stderr. No write fails: see `guardedStream`. */
export function processOutput(wish: { readonly colour: boolean; readonly quiet: boolean }): Output {
  const { stdout, stderr, env } = process;
  return {
    result: plainOutput.result,
    say: wish.quiet ? () => {} : plainOutput.say,
    refuse: plainOutput.say,
    columns: columnsOf(stdout.columns, env['COLUMNS']),
    colour: wish.colour && !env['NO_COLOR'] && stdout.isTTY === true && env['TERM'] !== 'dumb',
    terminal: stderr.isTTY === true,
    gone: guardedStream(stdout).gone,
  };
}

/** For what is said where there is no command: help, a wrong command line, a bug. */
export const plainOutput: Pick<Output, 'result' | 'say'> = {
  result: (text) => guardedStream(process.stdout).write(asLines(text)),
  say: (text) => guardedStream(process.stderr).write(asLines(text)),
};

/** Wider lines are hard to read. What goes into a file or another program is not cut unless that is asked for. */
const WIDEST = 100;

function columnsOf(terminal: number | undefined, wanted: string | undefined): number {
  if (terminal !== undefined && terminal > 0) return Math.min(WIDEST, terminal);
  return /^[1-9]\d{0,4}$/.test(wanted ?? '') ? Number(wanted) : Number.POSITIVE_INFINITY;
}

const asLines = (text: string): string => guardLogLines(text.endsWith('\n') ? text : `${text}\n`);
