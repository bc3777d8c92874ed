import type { TaskDigest } from '../model/ids.ts';
import type { Task } from '../model/task.ts';
import { TASK_PARTS, type TaskPart } from '../model/task-part.ts';
import { digestOf } from './digest-inputs.ts';

/**
 * The same digest: the same task, whatever else of it changed (why, needs, priority, estimate, agent). A given task is
 * its title, acceptance, paths and command, white space and case aside. `3f9c2a17b81f-0a1b2c3d`: twelve digits are the
 * task; two for each of its parts tell what differs where nothing but the digest is left of the other one.
 */
export function digestTask(task: Pick<Task, TaskText>): TaskDigest {
  const parts = partsOf(task);
  const hints = TASK_PARTS.map((part) => digestOf(parts[part]).slice(0, 2));
  return `${digestOf(parts).slice(0, 12)}-${hints.join('')}` as TaskDigest;
}

/**
 * A derived task is its kind, its paths, and the blobs it is about (`blobs`: of its files, as git digests them). Its
 * evidence is no part of it, and there is nothing in it that could differ: with other blobs it is another task.
 */
export const digestDerived = (task: Pick<Task, 'kind' | 'files'>, blobs: unknown): TaskDigest =>
  digestOf({ kind: task.kind, files: unique(task.files), blobs }).slice(0, 12) as TaskDigest;

/** A batch is the tasks that it joins. */
export const digestBatch = (members: readonly TaskDigest[]): TaskDigest =>
  digestOf(members.map((digest) => digest.slice(0, 12)).sort()).slice(0, 12) as TaskDigest;

export const isSameTask = (one: TaskDigest, other: TaskDigest): boolean =>
  one.slice(0, 12) === other.slice(0, 12);

/** What differs between two tasks of one id, as far as it is known: nothing, where the same two digits have met. */
export function differingParts(one: TaskDigest, other: TaskDigest): readonly TaskPart[] {
  const [, mine = ''] = one.split('-');
  const [, theirs = ''] = other.split('-');
  if (mine.length !== theirs.length) return [];
  return TASK_PARTS.filter((_, at) => mine.slice(2 * at, 2 * at + 2) !== theirs.slice(2 * at, 2 * at + 2));
}

/** Whether its identity is what it is about, not what somebody wrote: a rule or a workflow asks for it. */
export const isDerived = ({ origin }: Pick<Task, 'origin'>): boolean => origin !== 'file';

type TaskText = 'title' | 'acceptance' | 'writes' | 'predicted' | 'command';

const partsOf = ({ title, acceptance, writes, predicted, command }: Pick<Task, TaskText>) => ({
  title: plain(title),
  acceptance: acceptance.map(plain).filter((text) => text !== ''),
  // where it was guessed to work changes with every file that comes and goes
  paths: unique(writes.filter((path) => !predicted?.includes(path)).map(plain)),
  command:
    command === undefined
      ? []
      : 'shell' in command
        ? ['shell', plain(command.shell)]
        : command.argv.map(plain),
});

const plain = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim();

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();
