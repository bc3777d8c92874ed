import { keepDecision } from '../../../app/decisions/keep-decisions.ts';
import { evidenceKeys } from '../../../core/analyse/silence/evidence-keys.ts';
import type { DecisionId, Dismissal } from '../../../core/model/decision.ts';
import type { Plan, PlannedTask } from '../../../core/model/plan.ts';
import { type Problem, problemOf } from '../../../core/model/problem.ts';
import type { Task } from '../../../core/model/task.ts';
import { dismissedJson, dismissedText } from '../../../report/decisions/dismissed.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import { jsonText } from '../../../report/json-text.ts';
import { findTask } from '../../../report/plan/explain-screen.ts';
import type { CommandContext, CommandInput, ExitCode } from '../../command.ts';
import { refuse, warn } from '../../refuse.ts';
import { noSuchTask, whichTask } from '../plan/name-task.ts';
import { planHere, planOptions } from '../plan/plan.ts';
import { listDecided } from './list-decided.ts';
import { type DecisionTable, openDecisions, reasonOf } from './open-decisions.ts';
import { undoDecided } from './undo-decided.ts';

/** `dismiss <task…>`: remembered on the table by what the task rests on; `--list` and `--undo` of the same. */
export async function runDismiss(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const { list, undo } = input.options;
  if (list === true) return listDecided(context, input);
  if (input.operands.length === 0) return refuse(context, [whichTask(context)]);
  if (undo === true) return undoDecided(context, input);
  const made = await planHere(context, planOptions(input));
  if (!made.ok) return refuse(context, made.problems);
  const named = nameTasks(context, made.value.plan, input.operands);
  if (named.problems.length > 0) return refuse(context, named.problems);
  const opened = await openDecisions(context, input, { writes: true });
  if (!opened.ok) return refuse(context, opened.problems);
  warn(context, opened.warnings);
  const dismissals = named.tasks.map((task) => dismissalOf(task, input, opened.value));
  for (const dismissal of dismissals) {
    const kept = await keepDecision(opened.value.claimant, dismissal);
    if (!kept.ok) return refuse(context, kept.problems);
  }
  const report = {
    table: opened.value.table.table.display,
    dismissals,
    before: named.before,
    pushes: opened.value.claimant.store.pushes,
    given: context.given,
  };
  context.output.result(context.json ? jsonText(dismissedJson(report)) : dismissedText(report));
  return EXIT.done;
}

interface Named {
  readonly tasks: readonly Task[];
  /** Dismissed already: nothing is left to do for them. */
  readonly before: readonly string[];
  readonly problems: readonly Problem[];
}

function nameTasks(context: CommandContext, plan: Plan, names: readonly string[]): Named {
  const tasks = new Set<Task>();
  const before: string[] = [];
  const problems: Problem[] = [];
  for (const name of names) {
    const task = findTask(plan, name);
    if (task === undefined && plan.silenced.dismissed.some(({ id }) => id === name)) before.push(name);
    else if (task === undefined) problems.push(noSuchTask(context, plan, name));
    else if (task.origin !== 'rule') problems.push(problemOf('task-not-derived', { task: task.id }));
    else for (const one of asksFor(task, name)) tasks.add(one);
  }
  return { tasks: [...tasks], before, problems };
}

/** What is dismissed with a batch is each task in it: those come back alone. */
const asksFor = (task: PlannedTask, name: string): readonly Task[] => {
  const { members = [task] } = task;
  const named = members.filter(({ id }) => id === name);
  return named.length > 0 ? named : members;
};

const dismissalOf = (task: Task, input: CommandInput, { claimant, by }: DecisionTable): Dismissal => ({
  id: claimant.machine.randomHex(16) as DecisionId,
  what: 'dismissed',
  by,
  at: claimant.machine.now().wall,
  ...reasonOf(input),
  task: task.id,
  kind: task.kind,
  title: task.title.slice(0, 1000),
  evidence: evidenceKeys(task),
});
