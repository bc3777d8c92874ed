import { recordState } from '../../core/analyse/record-state.ts';
import { expandWorkflows } from '../../core/analyse/workflows/expand-workflows.ts';
import type { Change } from '../../core/model/change.ts';
import type { TaskWords } from '../../core/model/evidence.ts';
import type { TaskId } from '../../core/model/ids.ts';
import type { Plan } from '../../core/model/plan.ts';
import type { Presence } from '../../core/model/presence.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import type { ComingConflict } from '../../core/model/project-state.ts';
import type { AgentSettings, Settings } from '../../core/model/settings.ts';
import type { Task } from '../../core/model/task.ts';
import { isoSeconds, type WallTime } from '../../core/model/time.ts';
import type { WorkflowSettings } from '../../core/model/workflow-settings.ts';
import { assemblePlan } from '../../core/plan/assemble-plan.ts';
import { joinTasks } from '../../core/plan/join-tasks.ts';
import { nameRun } from '../../core/plan/name-run.ts';
import { type Selection, type SelectionWish, selectTasks } from '../../core/plan/select-tasks.ts';
import type { Range } from '../ports/repository.ts';
import { type DerivedTasks, decideDerived } from './decide-derived.ts';
import { findNotices } from './find-notices.ts';
import type { StateReading } from './read-project-state.ts';

/** Everything that was read for a plan. */
export interface PlanInput {
  readonly target: string;
  readonly range: Range;
  readonly asOf: WallTime;
  readonly settings: Settings;
  readonly changes: readonly Change[];
  readonly agents: readonly AgentSettings[];
  readonly presence: Presence;
  /** Of a task file; then no rule is asked and `reading` is not there. */
  readonly given: readonly Task[] | undefined;
  readonly reading: StateReading | undefined;
  readonly words: TaskWords;
  /** Part of them is to be done. */
  readonly selection: SelectionWish | undefined;
  /** The configuration is the base's. */
  readonly fromBase: boolean;
}

export interface DecidedPlan {
  readonly plan: Plan;
  readonly selection?: Selection;
}

/** The pure half of a plan. */
export function decidePlan(input: PlanInput): DecidedPlan {
  const all = decideTasks(input);
  if (input.selection === undefined) return { plan: assemble(input, all) };
  const selection = selectTasks(all.tasks, input.selection);
  const notices = [...all.notices, noteOf(selection)];
  return { plan: assemble(input, { ...all, tasks: selection.tasks, notices }), selection };
}

const noteOf = ({ tasks, needed, leftOut }: Selection): Problem =>
  problemOf('tasks-selected', {
    tasks: tasks.length - needed.size,
    needed: [...needed],
    left_out: leftOut.filter((id) => !needed.has(id)),
  });

function assemble(input: PlanInput, decided: Decided): Plan {
  const { target, range, settings, changes, reading, fromBase } = input;
  const { tasks: asked, leftOut, silenced, notices, flowOf } = decided;
  const tasks = joinTasks({
    tasks: asked,
    batchOf: ({ id }) => {
      const flow = flowOf.get(id);
      const batch = flow === undefined ? settings.batch : flow.batch;
      return batch && { batch, scope: flow?.name ?? '' };
    },
    agents: settings.agents,
    roles: settings.roles,
  });
  const state = recordState(asked, {
    changes,
    branch: target,
    ...(settings.goal === undefined ? {} : { goal: settings.goal }),
    ...(reading === undefined ? {} : { project: reading.state }),
  });
  return assemblePlan({
    run: nameRun({ target, head: range.head, settings, tasks }),
    target,
    ...range,
    asOf: isoSeconds(input.asOf),
    tasks,
    agents: input.agents,
    roles: settings.roles,
    limits: {
      agents: settings.limits.agents,
      agentsPerFile: settings.claims.maxAgentsPerFile,
      mergeable: settings.claims.mergeable,
      ignore: settings.claims.ignore,
    },
    presence: input.presence,
    leftOut,
    silenced,
    ...(state === undefined ? {} : { state }),
    notices: [...notices, ...(reading?.problems ?? []), ...findNotices({ changes, settings, fromBase })],
  });
}

interface Decided extends DerivedTasks {
  /** The workflow that asks for a task. */
  readonly flowOf: ReadonlyMap<TaskId, WorkflowSettings>;
}

/** A task file stands for itself; else what the rules derive, and the workflows, which are never cut. */
function decideTasks(input: PlanInput): Decided {
  const { given, settings, changes, reading, presence, words } = input;
  if (given !== undefined || reading === undefined)
    return {
      tasks: given ?? [],
      leftOut: [],
      silenced: { dismissed: [], ignored: [] },
      notices: [],
      flowOf: new Map(),
    };
  const { decisions = [] } = presence;
  const withConflicts = { ...reading, state: { ...reading.state, conflicts: conflictsWithBase(presence) } };
  const derived = decideDerived({
    reading: withConflicts,
    changes,
    settings,
    decisions,
    words,
  });
  const { packages = [] } = reading.state;
  const expanded = expandWorkflows({ workflows: settings.workflows, changes, packages });
  return {
    ...derived,
    tasks: [...derived.tasks, ...expanded.flows.flatMap(({ tasks }) => tasks)],
    notices: [...derived.notices, ...expanded.notices],
    flowOf: new Map(
      expanded.flows.flatMap(({ workflow, tasks }) => tasks.map(({ id }) => [id, workflow] as const)),
    ),
  };
}

/** Whoever is merged later resolves what two branches have against each other; what the base has is ours now. */
const conflictsWithBase = ({ branches }: Presence): readonly ComingConflict[] =>
  branches
    .filter(({ isBase }) => isBase)
    .flatMap(({ name, conflicts }) => conflicts.map((conflict) => ({ ...conflict, branch: name })));
