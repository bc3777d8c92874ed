import * as v from 'valibot';
import type { RunId } from '../model/ids.ts';
import type { Task } from '../model/task.ts';
import type { WallTime } from '../model/time.ts';

/**
 * What a run was begun with, as the clone remembers it that began it. The plan in the table says the same to people and
 * is never used for this: anybody who can push may have written it, and tasks hold commands.
 */
export interface RunNote {
  /** Of this machine and place alone: a note that came here with somebody's files counts for nothing. */
  readonly place: string;
  readonly run: RunId;
  readonly target: string;
  readonly at: WallTime;
  /** The options of the command line that decide what a run does and with what, by name. */
  readonly options: NotedOptions;
  /** What a task file gave, and its path; absent: the tasks are those that the change asks for. */
  readonly given?: { readonly file: string; readonly tasks: readonly Task[] };
}

export type NotedOptions = Readonly<Partial<Record<NotedOption, string | readonly string[]>>>;
export type NotedOption = (typeof NOTED_OPTIONS)[number];
export const NOTED_OPTIONS = [
  'with',
  'base',
  'branch',
  'patch',
  'config',
  'jobs',
  'worktrees',
  'only',
  'until',
] as const;

const text = v.string();
const texts = v.array(text);
const task = v.looseObject({
  id: v.pipe(text, v.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/)),
  kind: text,
  title: text,
  files: texts,
  writes: texts,
  reads: texts,
  needs: texts,
  after: texts,
  acceptance: texts,
  priority: v.number(),
  estimate: v.number(),
});

const NoteSchema = v.strictObject({
  version: v.literal(1),
  place: text,
  run: text,
  target: text,
  at: v.pipe(v.number(), v.integer()),
  options: v.partial(v.strictObject(v.entriesFromList(NOTED_OPTIONS, v.union([text, texts])))),
  given: v.optional(v.strictObject({ file: text, tasks: v.array(task) })),
});

/** A note of our own that is torn, or of another version, counts as absent. */
export function readRunNote(json: string): RunNote | undefined {
  try {
    const read = v.safeParse(NoteSchema, JSON.parse(json));
    if (!read.success) return undefined;
    const { version: _, ...note } = read.output;
    return note as unknown as RunNote; // tasks as `writeRunNote` has found them
  } catch {
    return undefined;
  }
}

export const writeRunNote = (note: RunNote): string => `${JSON.stringify({ version: 1, ...note })}\n`;
