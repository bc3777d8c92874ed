import { isoSeconds, type WallTime } from '../../core/model/time.ts';
import { count } from '../count.ts';
import { escapeText } from '../escape.ts';
import { type GivenOptions, ownArgv, ownLine } from '../own-command.ts';
import { shellWord } from '../shell-word.ts';
import { clock, span } from '../times.ts';

/** What a start without tasks goes on with. */
export interface ResumedRun {
  readonly run: string;
  readonly since: WallTime;
  /** The task file, as this reader would name it, and how many tasks it gave; absent: what the change asks for. */
  readonly tasks?: { readonly file: string; readonly count: number };
  /** The options that it was begun with and that are not typed now, as words of a command line. */
  readonly options: readonly string[];
}

/** The first lines: what is gone on with, since when, and how to start afresh instead. */
export function resumedText(resumed: ResumedRun, now: WallTime, given: GivenOptions): string {
  const { run, since, tasks, options } = resumed;
  const what =
    tasks === undefined
      ? 'what this change asks for'
      : `${count(tasks.count, 'task')} of ${escapeText(tasks.file)} as ${tasks.count === 1 ? 'it was' : 'they were'} then`;
  const how = options.length === 0 ? '' : `, with ${options.map(shellWord).join(' ')}`;
  return (
    `going on with ${escapeText(run)}, begun ${clock(since, now)} (${span(now - since)} ago): ${what}${how}\n` +
    `  afresh instead: ${ownLine({ command: 'run --dismiss', words: [run], given })}, then ${ownLine({ command: 'run', given })}; or name other tasks by --tasks\n`
  );
}

export const resumedJson = ({ run, since, tasks, options }: ResumedRun): Record<string, unknown> => ({
  run,
  since: isoSeconds(since),
  tasks_file: tasks?.file ?? null,
  options,
});

/** The run that this clone remembered is over, or gone. */
export const overMeanwhileText = (run: string, how: 'finished' | 'gone'): string =>
  `note: ${escapeText(run)}, which was interrupted here, ${how === 'finished' ? 'has been finished since' : 'is no longer on the table'}: planned anew\n`;

const MOST = 20;

/** Other runs for this branch that did not come to their end: one line, whoever began them. Nothing of them is executed. */
export function unfinishedText(runs: readonly string[], given: GivenOptions): string {
  if (runs.length === 0) return '';
  const named = runs.slice(0, MOST);
  const more = runs.length > MOST ? ` and ${runs.length - MOST} more` : '';
  const names = `${named.map((run) => escapeText(run)).join(', ')}${more}`;
  const were = runs.length === 1 ? 'was' : 'were';
  const { tasks: _, ...rest } = given;
  const goOn = ownLine({ command: 'run', words: ['--tasks'], given: rest });
  const dismiss = ownLine({ command: 'run --dismiss', words: named, given });
  return `note: ${names} ${were} left unfinished: ${goOn} <the task file> goes on with ${runs.length === 1 ? 'it' : 'one'}, ${dismiss} gives ${runs.length === 1 ? 'it' : 'them'} up\n`;
}

/** The same for programs. */
export const dismissStep = (runs: readonly string[], given: GivenOptions): readonly object[] =>
  runs.length === 0
    ? []
    : [
        {
          do: 'dismiss',
          run: ownArgv({ command: 'run --dismiss', words: [...runs.slice(0, MOST), '--json'], given }),
        },
      ];
