import type { Machine } from '../../../app/ports/machine.ts';
import type { RunObserver } from '../../../app/run/run-plan.ts';
import { emptyRecord, type RunRecord, recordEvent } from '../../../core/run/run-record.ts';
import type { RunState } from '../../../core/run/run-state.ts';
import { liveTable } from '../../../report/run/live-table.ts';
import { progressLine } from '../../../report/run/progress-line.ts';
import type { CommandContext } from '../../command.ts';

const REDRAW_MS = 1_000;

export interface WatchedRun {
  readonly observe: RunObserver;
  readonly record: () => RunRecord;
  readonly end: () => void;
}

/** Progress on stderr: a table that is drawn anew on a terminal, plain lines elsewhere, nothing beside `--json`. */
export function watchRun(context: CommandContext, machine: Machine): WatchedRun {
  const { output } = context;
  const live = output.terminal && !context.json && !context.quiet && !context.verbose;
  let record = emptyRecord;
  let state: RunState | undefined;
  let drawn = 0;
  const draw = (news: readonly string[] = []): void => {
    if (state === undefined) return;
    const rows = liveTable({
      state,
      record,
      now: machine.now().monotonic,
      columns: output.noticeColumns - 1, // in its last column a terminal may begin a new line by itself
    });
    // What is no task's, and what is waited for, stays above the table. One write: up to the first line, each line over the old one, the rest cleared. That does not flicker.
    const up = drawn > 0 ? `\x1b[${drawn}A` : '';
    const lines = [...news, ...rows];
    output.say(`${up}${lines.map((line) => `${line}\x1b[K`).join('\n')}\x1b[J`);
    drawn = rows.length;
  };
  const timer = live ? setInterval(() => draw(), REDRAW_MS) : undefined;
  return {
    observe: (event, now) => {
      const before = record;
      state = now;
      record = recordEvent(record, event, now);
      const line = context.json ? undefined : progressLine({ event, state: now, before });
      const hasRoom = 'task' in event && event.kind !== 'held'; // a row has none for the name of a file
      if (live) return draw(hasRoom || line === undefined ? [] : [line]);
      if (line !== undefined) output.say(line);
    },
    record: () => record,
    end: () => {
      clearInterval(timer);
      if (live) draw();
    },
  };
}
