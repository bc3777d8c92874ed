import { compareText } from '../../model/compare-text.ts';
import type { Decision, Dismissal } from '../../model/decision.ts';
import type { Oid } from '../../model/ids.ts';
import type { Plan } from '../../model/plan.ts';
import type { Task } from '../../model/task.ts';
import { evidenceKeys } from './evidence-keys.ts';

/** A kind that the author of a change wants nothing of, for this change. */
export interface IgnoredKind {
  readonly kind: string;
  /** The commit whose message says so. */
  readonly commit: Oid;
}

export interface Silenced {
  /** What is left to be said, in the order it came. */
  readonly tasks: readonly Task[];
  readonly silenced: Plan['silenced'];
}

/**
 * Takes out what people do not want to hear again: tasks of ignored kinds, and dismissed ones that rest on nothing new.
 * Whatever is taken out is counted.
 */
export function applySilence(ask: {
  readonly tasks: readonly Task[];
  readonly decisions: readonly Decision[];
  readonly ignored: readonly IgnoredKind[];
}): Silenced {
  const dismissals = ask.decisions.filter((one) => one.what === 'dismissed');
  const tasks: Task[] = [];
  const dismissed: Plan['silenced']['dismissed'][number][] = [];
  const ignored: Plan['silenced']['ignored'][number][] = [];
  for (const task of ask.tasks) {
    const line = ask.ignored.find(({ kind }) => kind === task.kind);
    const dismissal = line === undefined ? dismissalOf(task, dismissals) : undefined;
    const { id, kind, title } = task;
    if (line !== undefined) ignored.push({ id, kind, commit: line.commit });
    else if (dismissal !== undefined) {
      const { by, at, reason } = dismissal;
      dismissed.push({ id, kind, title, by, at, ...(reason === undefined ? {} : { reason }) });
    } else tasks.push(task);
  }
  const byId = (a: { readonly id: string }, b: { readonly id: string }): number => compareText(a.id, b.id);
  return { tasks, silenced: { dismissed: dismissed.sort(byId), ignored: ignored.sort(byId) } };
}

/** The newest one, where all that the task rests on was dismissed before, by one or by several. */
function dismissalOf(task: Task, dismissals: readonly Dismissal[]): Dismissal | undefined {
  const ofKind = dismissals.filter(({ kind }) => kind === task.kind);
  if (ofKind.length === 0) return undefined;
  const known = new Set(ofKind.flatMap(({ evidence }) => evidence));
  const keys = evidenceKeys(task);
  if (!keys.every((key) => known.has(key))) return undefined;
  const own = new Set(keys);
  return ofKind.filter(({ evidence }) => evidence.some((key) => own.has(key))).at(-1);
}
