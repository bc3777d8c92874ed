import type { TaskId } from '../model/ids.ts';
import { judgeNeeds, type NeedSeen, type Turn } from './judge-needs.ts';
import { isFinal, type RunState, type TaskPhase, type TaskProgress } from './run-state.ts';

/** Whether what a task needs lets it go. One that stands for items of a list goes never: others take its place. */
export function turnOf(state: RunState, { task }: TaskProgress): Turn {
  const see = seeIn(state);
  if (task.forEach === undefined) return judgeNeeds(task, see);
  const { standing } = see(task.forEach.task) ?? { standing: 'open' };
  const source = task.forEach.task;
  if (standing === 'failed') return { kind: 'stopped', because: source };
  if (standing === 'skipped') return { kind: 'skipped', why: { kind: 'needs', needs: [source] } };
  return { kind: 'waits' };
}

const seeIn =
  (state: RunState) =>
  (id: TaskId): NeedSeen | undefined => {
    const progress = state.tasks.find(({ task }) => task.id === id);
    if (progress === undefined) return undefined;
    const standing = standingOf(progress.phase);
    const outputs = progress.phase.kind === 'done' ? (progress.phase.outputs ?? {}) : {};
    return { standing, outputs, hasFailed: standing === 'failed' || failedBehind(state, progress) };
  };

function standingOf(phase: TaskPhase): NeedSeen['standing'] {
  if (!isFinal(phase)) return 'open';
  return phase.kind === 'done' || phase.kind === 'skipped' ? phase.kind : 'failed';
}

/** A task that was skipped hides no failure of what it needed. */
function failedBehind({ tasks }: RunState, skipped: TaskProgress): boolean {
  const open = [skipped];
  const known = new Set<TaskId>();
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const standing = standingOf(at.phase);
    if (standing === 'failed') return true;
    if (standing !== 'skipped' || known.has(at.task.id)) continue;
    known.add(at.task.id);
    const needs = new Set(at.task.needs);
    open.push(...tasks.filter(({ task }) => needs.has(task.id)));
  }
  return false;
}
