import { compareText } from '../model/compare-text.ts';
import type { TaskId } from '../model/ids.ts';
import { nameItems } from '../model/name-items.ts';
import type { Task } from '../model/task.ts';
import { digestOf } from './digest-inputs.ts';

/** How the ids of batches begin. */
export const BATCH = 'batch-';

const MOST_MINUTES = 10_000;
const LONGEST_TIMEOUT = 1_440;
const MOST_REASONS = 3;

/**
 * Several tasks as one piece of work, which keeps all of them whole: their evidence, their files, what each is done by.
 * It is called by what they have in common and by a digest of their ids: with another member it is another batch.
 */
export function makeBatch(given: readonly Task[], name: string): Task {
  const members = given.toSorted((a, b) => compareText(a.id, b.id));
  const best = members.reduce((most, task) => (task.priority > most.priority ? task : most));
  const kinds = new Set(members.map(({ kind }) => kind));
  const { nature, origin, role, agent, target, retries, timeout } = best;
  return {
    id: idOf(members, name),
    kind: kinds.size === 1 ? best.kind : 'batch',
    title: `${name} (${members.length} tasks)`,
    why: whyOf(members),
    evidence: members.flatMap(({ evidence }) => evidence),
    nature,
    origin,
    files: members.flatMap(({ files }) => files),
    writes: members.flatMap(({ writes }) => writes),
    reads: members.flatMap(({ reads }) => reads),
    needs: members.flatMap(({ needs }) => needs),
    after: members.flatMap(({ after }) => after),
    skills: skillsOf(members),
    priority: best.priority,
    prioritySum: best.prioritySum,
    estimate: Math.min(
      MOST_MINUTES,
      members.reduce((sum, { estimate }) => sum + estimate, 0),
    ),
    estimateBy: members.every(({ estimateBy }) => estimateBy === 'given') ? 'given' : 'size',
    acceptance: [...new Set(members.flatMap(({ acceptance }) => acceptance))],
    members,
    ...leftOutOf(members),
    ...pathsOf(members),
    ...(role === undefined ? {} : { role }),
    ...(agent === undefined ? {} : { agent }),
    ...(target === undefined ? {} : { target }),
    ...(retries === undefined ? {} : { retries }),
    ...(timeout === undefined ? {} : { timeout: Math.min(LONGEST_TIMEOUT, timeout * members.length) }),
  };
}

function idOf(members: readonly Task[], name: string): TaskId {
  const hash = digestOf(members.map(({ id }) => id)).slice(0, 8);
  const [id = `${BATCH}${hash}` as TaskId] = nameItems(BATCH.slice(0, -1), [`${name.slice(0, 45)} ${hash}`]);
  return id;
}

function whyOf(members: readonly Task[]): string {
  const reasons = [...new Set(members.map(({ why }) => why))];
  const more = reasons.length - MOST_REASONS;
  return [...reasons.slice(0, MOST_REASONS), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** The highest level that one of them wants. */
function skillsOf(members: readonly Task[]): Readonly<Record<string, number>> {
  const levels = new Map<string, number>();
  for (const { skills } of members)
    for (const [skill, level] of Object.entries(skills))
      levels.set(skill, Math.max(level, levels.get(skill) ?? 0));
  return Object.fromEntries(levels);
}

/** Absent where none of them says any. */
function pathsOf(members: readonly Task[]): Pick<Task, 'creates' | 'predicted'> {
  const creates = members.flatMap((task) => task.creates ?? []);
  const predicted = members.flatMap((task) => task.predicted ?? []);
  return {
    ...(creates.length === 0 ? {} : { creates }),
    ...(predicted.length === 0 ? {} : { predicted }),
  };
}

function leftOutOf(members: readonly Task[]): Pick<Task, 'filesLeftOut'> {
  const sum = members.reduce((files, { filesLeftOut = 0 }) => files + filesLeftOut, 0);
  return sum === 0 ? {} : { filesLeftOut: sum };
}
