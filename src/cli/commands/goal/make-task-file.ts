import { resolve } from 'node:path';
import { type ProposedTasks, proposeTasks } from '../../../app/goal/propose-tasks.ts';
import { commandText } from '../../../app/perform/command-text.ts';
import { type MadePlan, makePlan } from '../../../app/plan/make-plan.ts';
import { nobodyToStart } from '../../../config/agents/without-command.ts';
import type { RepoPath } from '../../../core/model/ids.ts';
import { type Checked, type Problem, problemOf } from '../../../core/model/problem.ts';
import { choosePlanner, type Planner } from '../../../core/plan/goal/choose-planner.ts';
import type { GoalBrief } from '../../../core/plan/goal/goal-brief.ts';
import { nameTaskFile } from '../../../core/plan/goal/name-task-file.ts';
import { outlineTree } from '../../../core/plan/goal/outline-tree.ts';
import { askingLine } from '../../../report/goal/goal-lines.ts';
import { taskFileHead } from '../../../report/goal/task-file.ts';
import type { CommandContext, CommandInput } from '../../command.ts';
import { findAnnex } from '../../open/folders.ts';
import { lookAtSpot, openGoal, treeOf, writeNewFile } from '../../open/goal.ts';
import type { OpenedTable } from '../../open/opened.ts';
import { openPlanning } from '../../open/planning.ts';
import { openWorkspace } from '../../open/workspace.ts';
import { planOptions, withProblems } from '../plan/plan.ts';
import { readPreset } from '../read-preset.ts';
import { type Goal, readGoal } from './read-goal.ts';

/** Tasks for a goal, in a file that a person reads. */
export interface MadeTaskFile extends ProposedTasks {
  /** As it is called from the folder of the call. */
  readonly file: string;
  /** It is as it was: the same tasks were written before. */
  readonly isOld: boolean;
}

const MOST_LINES = 600;

/** Asks an agent for the tasks of `--goal`, and writes those that hold together into a file that is not there yet. */
export async function makeTaskFile(
  context: CommandContext,
  input: CommandInput,
): Promise<Checked<MadeTaskFile>> {
  const goal = await readGoal(context.cwd, String(input.options['goal']));
  if (!goal.ok) return goal;
  const { text, document } = goal.value;
  const { output } = input.options;
  const file = typeof output === 'string' ? output : nameTaskFile(text, document);
  const path = resolve(context.cwd, file);
  const ground = await standOn(context, input);
  if (!ground.ok) return ground;
  const proposed = await propose(context, { input, goal: goal.value, file, path, ...ground.value });
  if (!proposed.ok) return proposed;
  const { facts } = proposed.value;
  const written = await writeNewFile(
    path,
    `${taskFileHead({ goal: text, agent: facts.agent, file })}${proposed.value.text}`,
  );
  if (written === 'taken') return refuse(problemOf('goal-file-taken', { path: file }));
  const value = { ...proposed.value, file, isOld: written === 'same' };
  return { ok: true, value, warnings: proposed.warnings };
}

const refuse = (problem: Problem): Extract<Checked<never>, { ok: false }> => ({
  ok: false,
  problems: [problem],
});

interface Stand {
  readonly made: MadePlan;
  readonly planner: Planner;
  readonly table: OpenedTable;
  readonly tree: readonly RepoPath[];
}

/** The plan without the goal, which says who else is here and what the rules find; who is asked; and all files there are. */
async function standOn(context: CommandContext, input: CommandInput): Promise<Checked<Stand>> {
  const workspace = openWorkspace(context);
  const options = planOptions(input);
  const table = await workspace.table({ configFile: options.configFile, writes: true });
  if (!table.ok) return table;
  const annex = await findAnnex(table.value.clone);
  if (annex !== undefined) return refuse(annex);
  const preset = readPreset(table.value.settings, input);
  if (!preset.ok) return preset;
  const deps = await openPlanning(workspace, { writes: true });
  if (!deps.ok) return deps;
  const made = await withProblems(() => makePlan(deps.value, options));
  if (!made.ok) return made;
  const { agents, settings, plan } = made.value;
  const planner = choosePlanner(preset.value === undefined ? agents : [preset.value], settings.roles);
  if (planner === undefined) return refuse(nobodyToStart(agents) ?? problemOf('no-agents', {}));
  const tree = await deps.value.repository.listFiles(plan.head);
  return { ok: true, value: { made: made.value, planner, table: table.value, tree }, warnings: [] };
}

interface Proposing extends Stand {
  readonly input: CommandInput;
  readonly goal: Goal;
  /** As it is called from the folder of the call, and where that is. */
  readonly file: string;
  readonly path: string;
}

async function propose(context: CommandContext, ask: Proposing): Promise<Checked<ProposedTasks>> {
  const { input, goal, file, path, made, planner, table, tree } = ask;
  const deps = openGoal({ context, table, made, planner, tree });
  const { goal: sprintGoal, verify } = made.settings;
  const brief: GoalBrief = {
    goal: goal.text,
    ...(sprintGoal === undefined ? {} : { sprintGoal }),
    outline: outlineTree(tree, MOST_LINES),
    plan: made.plan,
    claims: made.claims,
    agents: made.agents,
    ...(verify === undefined ? {} : { verify: commandText(verify) }),
    ...(planner.prompt === undefined ? {} : { fromTeam: planner.prompt }),
  };
  return proposeTasks(
    {
      ...deps,
      // Nobody is asked for what could not be written down.
      openRoom: async () =>
        (await lookAtSpot(path)) === 'free'
          ? deps.openRoom()
          : refuse(problemOf('goal-file-taken', { path: file })),
      tell: (asked) => tellAsking(context, asked),
    },
    { brief, planner, tree: await treeOf(table, made.plan.head), fresh: input.options['fresh'] === true },
  );
}

function tellAsking(context: CommandContext, asking: Parameters<typeof askingLine>[0]): void {
  if (!context.json) context.output.say(askingLine(asking));
}
