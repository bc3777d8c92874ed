import type { Output } from '../app/ports/output.ts';
import { fitLines } from '../report/fit-lines.ts';
import { guardLogLines } from '../report/guard-log-lines.ts';
import { guardedStream } from './guarded-stream.ts';

export interface OutputWish {
  readonly colour: boolean;
  readonly quiet: boolean;
  /** The result is no screen for people: JSON, Markdown, a script. Its lines are what they are. */
  readonly isVerbatim: boolean;
}

/**
 * The process's own streams. Results on stdout alone; everything else on stderr. No write fails: see `guardedStream`. On a
 * terminal no line is wider than it, whoever made the line.
 */
export function processOutput(wish: OutputWish): Output {
  const { stdout, stderr, env } = process;
  const columns = resultColumns();
  return {
    result: wish.isVerbatim ? plainOutput.result : (text) => plainOutput.result(fitLines(text, columns)),
    say: wish.quiet ? () => {} : sayFitting,
    refuse: sayFitting,
    columns,
    noticeColumns: noticeColumns(),
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

/** For what a hook says in a person's terminal. */
export const sayFitting = (text: string): void => plainOutput.say(fitLines(text, noticeColumns()));

/** Of standard output; infinite where it is no terminal and nothing says how wide what shows it is. */
export const resultColumns = (): number => columnsOf(process.stdout.columns, process.env['COLUMNS']);

const noticeColumns = (): number => columnsOf(process.stderr.columns, process.env['COLUMNS']);

/** Wider lines are hard to read. What goes into a file or another program is not cut unless that is asked for. */
const WIDEST = 100;

function columnsOf(terminal: number | undefined, wanted: string | undefined): number {
  if (terminal !== undefined && terminal > 0) return Math.min(WIDEST, terminal);
  return /^[1-9]\d{0,4}$/.test(wanted ?? '') ? Number(wanted) : Number.POSITIVE_INFINITY;
}

const asLines = (text: string): string => guardLogLines(text.endsWith('\n') ? text : `${text}\n`);
