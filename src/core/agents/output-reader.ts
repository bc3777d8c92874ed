import { PRESETS, presetNamed } from './presets.ts';
import { type AgentReport, addToReport, type Said } from './said.ts';

/** An agent's output, which comes in parts, as people are to see it. All texts are bytes, one a character. */
export interface OutputReader {
  /** What can be shown by now. */
  push(part: string): string;
  /** The rest. */
  end(): string;
  report(): AgentReport;
}

/** An event that is longer is not kept in memory, and not read. */
const LONGEST_EVENT = 8 * 1024 * 1024;
/** A line of text that is longer tells nothing of cost. */
const LONGEST_LINE = 4 * 1024;

/**
 * Shows what the events of a preset's program say, and every line that is none as it is: agents, their tools and hooks
 * print what they like. `undefined`: what it prints is text, of which nothing is read.
 */
export function outputReader(preset: string | undefined): OutputReader | undefined {
  const known = presetNamed(preset);
  const output = known && PRESETS[known].output;
  if (output === undefined) return undefined;
  return output.of === 'events' ? new EventReader(output.read) : lineReader(output.read);
}

/** Text goes through at once; its lines are read besides. */
function lineReader(read: (line: unknown) => Said): OutputReader {
  let report: AgentReport = {};
  let line = '';
  const finish = (): void => {
    report = addToReport(report, read(line));
    line = '';
  };
  return {
    push: (part) => {
      const lines = part.split('\n');
      lines.forEach((piece, at) => {
        if (line.length < LONGEST_LINE) line += piece.slice(0, LONGEST_LINE);
        if (at < lines.length - 1) finish();
      });
      return part;
    },
    end: () => {
      finish();
      return '';
    },
    report: () => report,
  };
}

type Mode = 'begin' | 'event' | 'through' | 'too-long';

/** Lines that begin like an object are held until they end, and read; the others go through. */
class EventReader implements OutputReader {
  readonly #read: (event: unknown) => Said;
  readonly #screen = showTexts();
  #report: AgentReport = {};
  #mode: Mode = 'begin';
  #held = '';
  #leftOut = 0;

  constructor(read: (event: unknown) => Said) {
    this.#read = read;
  }

  push(part: string): string {
    let shown = '';
    for (let from = 0; from < part.length; ) {
      const end = part.indexOf('\n', from) + 1;
      shown += this.#take(part.slice(from, end === 0 ? part.length : end));
      if (end > 0) shown += this.#endLine();
      from = end === 0 ? part.length : end;
    }
    return shown;
  }

  end(): string {
    return this.#endLine() + this.#screen.end();
  }

  report(): AgentReport {
    return this.#report;
  }

  /** What is left of a line, or a piece of it that does not end. */
  #take(piece: string): string {
    if (this.#mode === 'begin') this.#mode = /^\s*\{/.test(piece) ? 'event' : 'through';
    if (this.#mode === 'through') return this.#screen.asItIs(piece);
    if (this.#mode === 'too-long') this.#leftOut += piece.length;
    else this.#hold(piece);
    return '';
  }

  #hold(piece: string): void {
    this.#held += piece;
    if (this.#held.length <= LONGEST_EVENT) return;
    this.#leftOut = this.#held.length;
    this.#held = '';
    this.#mode = 'too-long';
  }

  #endLine(): string {
    const [mode, line] = [this.#mode, this.#held];
    this.#mode = 'begin';
    this.#held = '';
    if (mode === 'event') return this.#event(line);
    return mode === 'too-long' ? this.#screen.asItIs(`(${this.#leftOut} bytes in one line)\n`) : '';
  }

  #event(line: string): string {
    const event = parseEvent(line);
    if (event === undefined) return this.#screen.asItIs(line);
    const said = this.#read(event);
    this.#report = addToReport(this.#report, said);
    return this.#screen.show(said);
  }
}

/** An object that says what it is; anything else on a line of its own is not the agent's. */
function parseEvent(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(line, 'latin1').toString('utf8'));
    const isEvent = typeof value === 'object' && value !== null && 'type' in value;
    return isEvent && typeof value.type === 'string' ? value : undefined;
  } catch {
    return undefined; // no JSON, or deeper than anybody reads
  }
}

/** Puts texts below each other; what was just said is not said again. */
function showTexts(): { show(said: Said): string; asItIs(bytes: string): string; end(): string } {
  let isOpen = false;
  let last = '';
  const close = (): string => {
    const end = isOpen ? '\n' : '';
    isOpen = false;
    return end;
  };
  const asBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
  return {
    show: ({ text = '', piece = '' }) => {
      let shown = '';
      if (piece !== '') {
        shown = asBytes(piece);
        isOpen = !piece.endsWith('\n');
        last = '';
      }
      const whole = text.replace(/\s+$/, '');
      if (whole === '' || whole === last) return shown;
      last = whole;
      return `${shown}${close()}${asBytes(whole)}\n`;
    },
    asItIs: (bytes) => {
      const shown = `${close()}${bytes}`;
      last = '';
      return shown;
    },
    end: close,
  };
}
