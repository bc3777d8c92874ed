import type { TaskId } from '../model/ids.ts';
import type { Task } from '../model/task.ts';
import type { Recognised } from './recognise-tasks.ts';

/**
 * What is known of tasks, and with it of the batches that join some: one is done when all in it are, and is left alone
 * where one of them is, since a person has to say what that one is. Else what is not done yet of it is done.
 */
export function recogniseBatches(
  tasks: readonly Task[],
  known: ReadonlyMap<TaskId, Recognised>,
): ReadonlyMap<TaskId, Recognised> {
  const all = new Map(known);
  for (const { id, members } of tasks) {
    const batch = members && recogniseBatch(members, known);
    if (batch !== undefined) all.set(id, batch);
  }
  return all;
}

function recogniseBatch(
  members: readonly Task[],
  known: ReadonlyMap<TaskId, Recognised>,
): Recognised | undefined {
  const ends = members.flatMap(({ id }) => known.get(id) ?? []);
  const aside = ends.find(({ end }) => end.kind === 'aside');
  if (aside !== undefined) return aside;
  if (ends.length < members.length) return undefined;
  const commit = ends.map(({ end }) => (end.kind === 'aside' ? undefined : end.commit)).find(Boolean);
  const work = commit === undefined ? {} : { commit };
  const handoff = ends.find((one) => one.handoff !== undefined)?.handoff;
  return {
    end: ends.some(({ end }) => end.kind === 'accepted')
      ? { kind: 'accepted', ...work }
      : { kind: 'done', how: 'before', ...work },
    ...(handoff === undefined ? {} : { handoff }),
  };
}

/** Of what a batch joins: what its agent is asked for. `undefined`: the task is no batch. */
export const openMembers = (
  { members }: Pick<Task, 'members'>,
  known: ReadonlyMap<TaskId, Recognised>,
): readonly Task[] | undefined => members?.filter(({ id }) => !known.has(id));

/** What is done with a batch: what its agent was asked for, and what a person takes for done. */
export const endingMembers = (
  { members }: Pick<Task, 'members'>,
  known: ReadonlyMap<TaskId, Recognised>,
): readonly Task[] | undefined =>
  members?.filter(({ id }) => {
    const end = known.get(id)?.end;
    return end === undefined || end.kind === 'accepted';
  });
