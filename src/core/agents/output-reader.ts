import type { AgentFormat } from '../model/agent-format.ts';
import { FORMATS } from './readers.ts';
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

/** Shows what events say, and every line that is none as it is: agents, their tools and hooks print what they like. */
export function outputReader(name: AgentFormat): OutputReader {
  const format = FORMATS[name];
  return format.of === 'events' ? eventReader(format.read) : lineReader(format.read);
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

function eventReader(read: (event: unknown) => Said): OutputReader {
  const screen = showTexts();
  let report: AgentReport = {};
  let mode: Mode = 'begin';
  let held = '';
  let leftOut = 0;

  const event = (line: string): string => {
    const parsed = parseEvent(line);
    if (parsed === undefined) return screen.asItIs(line);
    const said = read(parsed);
    report = addToReport(report, said);
    return screen.show(said);
  };

  /** What is left of a line, or a piece of it that does not end. */
  const take = (piece: string, ends: boolean): string => {
    if (mode === 'begin') mode = /^\s*\{/.test(piece) ? 'event' : 'through';
    let shown = '';
    if (mode === 'through') shown = screen.asItIs(piece);
    else if (mode === 'event') held += piece;
    else leftOut += piece.length;
    if (mode === 'event' && held.length > LONGEST_EVENT) {
      leftOut = held.length;
      held = '';
      mode = 'too-long';
    }
    return ends ? shown + finish() : shown;
  };

  const finish = (): string => {
    const shown =
      mode === 'event'
        ? event(held)
        : mode === 'too-long'
          ? screen.asItIs(`(${leftOut} bytes in one line)\n`)
          : '';
    mode = 'begin';
    held = '';
    return shown;
  };

  return {
    push: (part) => {
      let shown = '';
      for (let from = 0; from < part.length; ) {
        const end = part.indexOf('\n', from) + 1;
        shown += take(part.slice(from, end === 0 ? part.length : end), end > 0);
        from = end === 0 ? part.length : end;
      }
      return shown;
    },
    end: () => finish() + screen.end(),
    report: () => report,
  };
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
