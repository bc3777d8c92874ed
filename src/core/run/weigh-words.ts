import { type ClaimRecord, readAccepted } from '../claim/record.ts';
import type { TaskLine } from '../claim/task-line.ts';
import type { Oid, RunId } from '../model/ids.ts';
import { isSameTask } from '../plan/digest-task.ts';
import { isSameTarget } from '../plan/name-run.ts';
import type { DoneSight, LeftOut } from './recognise-tasks.ts';

/** A line of a task in a commit of the history that a run builds on. */
export interface LineSeen extends TaskLine {
  readonly commit: Oid;
  /** The commit also changes a path of the task. */
  readonly touches: boolean;
}

export interface Words {
  readonly run: RunId;
  /** The newest states of tasks of these ids, in any run. */
  readonly records: readonly ClaimRecord[];
  /** Newest first. */
  readonly lines: readonly LineSeen[];
  /** Whether what this run builds on has this commit. */
  readonly isThere: (commit: Oid) => boolean;
  /** By run: what could not be brought in. */
  readonly leftOut: ReadonlyMap<RunId, LeftOut>;
}

/**
 * Whose word counts. `done` on the table counts only where its commit is, or where a commit with its line is (squashed);
 * a line only where the table knows its claim, or where its commit changes a path of the task: anybody may write one.
 */
export function weighWords(words: Words): readonly DoneSight[] {
  const records = [...words.records].sort((a, b) => b.at - a.at);
  const byClaim = new Map(records.map((record) => [nameOf(record), record]));
  const told = records.flatMap((record) => sightOf(words, record) ?? []);
  const confirmed = new Set(told.map(nameOf));
  const lines = words.lines
    .filter((line) => !confirmed.has(nameOf(line)) && (line.touches || byClaim.has(nameOf(line))))
    .map(({ touches: _, ...line }) => ({ ...line, onTable: byClaim.has(nameOf(line)) }));
  const here = [...told.filter(({ leftOut }) => leftOut === undefined), ...lines];
  return [
    ...records.flatMap((record) => acceptedIn(here, record) ?? []),
    ...here,
    ...told.filter(({ leftOut }) => leftOut !== undefined),
  ];
}

const nameOf = ({ run, task, claim }: TaskLine): string => `${run}/${task} ${claim}`;

type Told = DoneSight & Pick<TaskLine, 'claim'>;

function sightOf(words: Words, record: ClaimRecord): Told | undefined {
  if (record.state !== 'done') return undefined;
  const { run, task, claim, digest, handoff, result } = record;
  const sight = {
    run,
    task,
    claim,
    onTable: true,
    ...(digest === undefined ? {} : { digest }),
    ...(handoff === undefined ? {} : { handoff }),
  };
  if (result === undefined) return isOfThisWork(words, record) ? sight : undefined;
  if (words.isThere(result)) return { ...sight, commit: result };
  const squashed = words.lines.find((line) => nameOf(line) === nameOf(record));
  if (squashed !== undefined) return { ...sight, commit: squashed.commit };
  const leftOut = words.leftOut.get(run);
  return leftOut && { ...sight, commit: result, leftOut };
}

/** A person took what is here, under whichever commit by now, for the task that this record names. */
function acceptedIn(here: readonly DoneSight[], record: ClaimRecord): DoneSight | undefined {
  const { as } = readAccepted(record) ?? {};
  if (as === undefined || record.digest === undefined) return undefined;
  const work = here.find(
    ({ task, digest }) => task === record.task && digest !== undefined && isSameTask(digest, as),
  );
  return work && { ...work, run: record.run, digest: record.digest, onTable: true };
}

/** What changed nothing is in no history: it was done for this branch, or on a commit that this run builds on. */
const isOfThisWork = ({ run, isThere }: Words, record: ClaimRecord): boolean =>
  isSameTarget(run, record.run) || (record.base !== undefined && isThere(record.base));
