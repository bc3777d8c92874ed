import { resolve } from 'node:path';
import { findRunsLike } from '../../../app/opening/find-runs-like.ts';
import type { RunNotes } from '../../../app/ports/run-notes.ts';
import { storeProblem } from '../../../app/store-problem.ts';
import type { Checked } from '../../../core/model/problem.ts';
import type { Task } from '../../../core/model/task.ts';
import { wallTime } from '../../../core/model/time.ts';
import { NOTED_OPTIONS, type NotedOptions, type RunNote } from '../../../core/run/run-note.ts';
import { overMeanwhileText, type ResumedRun, resumedText } from '../../../report/run/resuming.ts';
import { type CommandContext, type CommandInput, configOf } from '../../command.ts';
import type { Workspace } from '../../open/opened.ts';

/** How a start begins: with what was typed, or with what an interrupted one had been begun with. */
export interface Beginning {
  readonly input: CommandInput;
  readonly given?: NonNullable<RunNote['given']>;
  readonly resumed?: ResumedRun;
  /** What people are told of it before anything else. */
  readonly said: string;
}

interface Resuming {
  readonly context: CommandContext;
  readonly input: CommandInput;
  readonly workspace: Workspace;
  readonly notes: RunNotes;
  readonly target: string;
}

/**
 * `run` without `--tasks` goes on with this branch's run that this clone has begun and the table has as unfinished, with
 * the tasks and options that this clone remembers. Options that are typed win. Problems: those of the table.
 */
export async function decideBeginning(ask: Resuming): Promise<Checked<Beginning>> {
  const { context, input, notes, target } = ask;
  const fresh = (said = ''): Checked<Beginning> => ({ ok: true, value: { input, said }, warnings: [] });
  if (input.options['tasks'] !== undefined) return fresh();
  const note = await notes.load(target);
  if (note === undefined) return fresh();
  const standing = await standingOf(ask, note);
  if (!standing.ok) return standing;
  if (standing.value !== 'open') {
    if (input.options['dryRun'] !== true) await notes.drop(target);
    return fresh(overMeanwhileText(note.run, standing.value));
  }
  const resumed = resumedFrom(note, input);
  const now = wallTime(context.now.getTime());
  const value = {
    input: { ...input, options: { ...note.options, ...input.options } },
    ...(note.given ? { given: note.given } : {}),
    resumed,
    said: resumedText(resumed, now, context.given),
  };
  return { ok: true, value, warnings: [] };
}

/** As the table says now. The plan's own file, which others can write, is not even looked at. */
async function standingOf(
  { input, workspace }: Resuming,
  note: RunNote,
): Promise<Checked<'open' | 'finished' | 'gone'>> {
  const table = await workspace.table({ configFile: configOf(input), writes: false });
  if (!table.ok) return table;
  const { claimant } = await table.value.session();
  const runs = await findRunsLike(claimant, note.run);
  if (!runs.ok) return { ok: false, problems: [storeProblem(runs.failure, table.value.table.display)] };
  const state = runs.value.find(({ run }) => run === note.run)?.state;
  return { ok: true, value: state === undefined || state === 'unknown' ? 'gone' : state, warnings: [] };
}

const resumedFrom = ({ run, at, given, options }: RunNote, input: CommandInput): ResumedRun => ({
  run,
  since: at,
  ...(given ? { tasks: { file: given.file, count: given.tasks.length } } : {}),
  options: NOTED_OPTIONS.flatMap((name) => {
    const value = input.options[name] === undefined ? options[name] : undefined;
    return value === undefined ? [] : [`--${name}`, value].flat();
  }),
});

/** What this start would have to be remembered by; nothing: a later one without options does the same. */
export function notedFrom(ask: {
  readonly context: CommandContext;
  readonly input: CommandInput;
  readonly base: string;
  readonly given: { readonly file: string; readonly tasks: readonly Task[] } | undefined;
}): Pick<RunNote, 'options' | 'given'> | undefined {
  const { context, input, base, given } = ask;
  const options: NotedOptions = Object.fromEntries(
    NOTED_OPTIONS.flatMap((name): readonly (readonly [string, string | readonly string[]])[] => {
      const value = input.options[name];
      if (Array.isArray(value)) return [[name, value.map(String)]];
      return typeof value === 'string' ? [[name, lasting(context, name, value, base)]] : [];
    }),
  );
  if (given === undefined && Object.keys(options).length === 0) return undefined;
  return { options, ...(given ? { given } : {}) };
}

/** A file means the same from any folder; a base that is counted from HEAD means the commit that it was. */
function lasting({ cwd }: CommandContext, name: string, value: string, base: string): string {
  if (name === 'config') return resolve(cwd, value);
  if (name === 'worktrees') return value.startsWith('~') ? value : resolve(cwd, value);
  return name === 'base' && /HEAD|[~^@]/.test(value) ? base : value;
}
