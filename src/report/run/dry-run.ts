import type { Plan, PlannedTask } from '../../core/model/plan.ts';
import type { AgentSettings } from '../../core/model/settings.ts';
import { asLiteral } from '../../core/paths/match-paths.ts';
import { count } from '../count.ts';
import { escapeText } from '../escape.ts';
import { column } from '../layout.ts';
import { type GivenOptions, ownLine } from '../own-command.ts';
import { uncommittedLine } from '../plan/uncommitted-line.ts';
import { strayNote } from '../stray-processes.ts';
import { type AgentHides, hiddenLines } from './hidden-variables.ts';

export interface DryRunView {
  readonly plan: Plan;
  readonly agents: readonly AgentSettings[];
  /** How people write each agent's command. */
  readonly commandOf: (agent: AgentSettings) => string;
  /** The command of a task that has its own; undefined: its agent's. */
  readonly ownCommandOf: (task: PlannedTask) => string | undefined;
  readonly branch: string;
  /** The file that the result goes into instead. */
  readonly patch?: string;
  /** Name of the team's table, e.g. `github.com/acme/shop`. */
  readonly table: string;
  readonly hasRemote: boolean;
  readonly worktrees: string;
  readonly hidden: readonly AgentHides[];
  readonly unpushed: number;
  readonly uncommitted: number | undefined;
  readonly given: GivenOptions;
  /** Whether processes that have left their agent can be found by the folder that they work in. */
  readonly findsProcesses: boolean;
}

/** `run --dry-run`: what would start, and where results would go. Nothing is changed. */
export function dryRunText(view: DryRunView): string {
  const { plan } = view;
  const waves = [...new Set(plan.tasks.map(({ start }) => start))].sort((a, b) => a - b);
  const loose = uncommittedLine(view.uncommitted);
  const lines = [
    `nothing is started and nothing is pushed: this is what ${ownLine({ command: 'run', given: view.given })} would do`,
    ...(loose === '' ? [] : [loose]),
    '',
    ...waves.flatMap((start) =>
      plan.tasks.filter((task) => task.start === start).flatMap((task) => taskLines(task, view)),
    ),
    '',
    ...view.agents
      .filter((agent) =>
        plan.tasks.some((task) => task.assigned === agent.id && view.ownCommandOf(task) === undefined),
      )
      .flatMap((agent) => agentLines(agent, view)),
    ...hiddenLines(view.hidden),
    '          `agents.<name>.pass` passes more by name, a token like GITHUB_TOKEN by its whole name',
    '          no agent’s git has a credential helper or an http.extraHeader of yours',
    '          within their reach all the same: your ssh keys, ~/.netrc, the logins of other programs',
    `Worktrees ${escapeText(view.worktrees)}`,
    ...(view.findsProcesses ? [] : [`          ${strayNote}`]),
    view.patch === undefined
      ? `Result    branch ${escapeText(view.branch)} ${view.hasRemote ? `on ${escapeText(view.table)}` : 'in this clone'}; your own branch stays as it is`
      : `Result    the file ${escapeText(view.patch)}, for git am; no branch is made or moved`,
    ...(view.hasRemote
      ? [
          `Pushes    about ${plan.tasks.length * 2 + 2}, of refs/agentic/*${view.patch === undefined ? ' and at the end the branch' : ` on ${escapeText(view.table)}`}`,
        ]
      : []),
    ...(view.hasRemote && view.unpushed > 0
      ? [`          with them ${count(view.unpushed, 'commit')} that you have not pushed yet`]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

function agentLines(agent: AgentSettings, { commandOf }: DryRunView): readonly string[] {
  const added = (agent.ifThere ?? []).map(
    ({ file, words }) => `          and ${words.join(' ')}, if the repository has ${file}`,
  );
  return [`Agent     ${escapeText(agent.id)}: ${escapeText(commandOf(agent), 400)}`, ...added];
}

/** With its own command below it: that is what would be started, not its agent's. */
function taskLines(task: PlannedTask, view: DryRunView): readonly string[] {
  const own = view.ownCommandOf(task);
  return [taskLine(task), ...(own === undefined ? [] : [`            runs ${escapeText(own, 400)}`])];
}

function taskLine(task: PlannedTask): string {
  const after = task.dependsOn.map(({ on }) => on);
  const waits = after.length === 0 ? '' : `  after ${after.map((id) => escapeText(id)).join(', ')}`;
  const writes =
    task.writes.length === 0
      ? 'writes nothing'
      : task.writes.map((path) => escapeText(asLiteral(path) ?? path)).join(', ');
  return `  ${String(task.start).padStart(4)} min  ${column(escapeText(task.id), 30)} ${column(escapeText(task.assigned ?? 'nobody'), 12)} ${writes}${waits}`;
}
