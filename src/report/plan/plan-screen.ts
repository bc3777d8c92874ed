import { wallTime } from '../../core/model/time.ts';
import { count } from '../count.ts';
import { escapeText } from '../escape.ts';
import { paintFor, wrap } from '../layout.ts';
import { type OwnCall, ownLine } from '../own-command.ts';
import { aroundLines } from './around-section.ts';
import { nextLines } from './next-section.ts';
import { orderLines } from './order-section.ts';
import { headerLines } from './plan-header.ts';
import type { PlanView, ScreenOptions } from './plan-view.ts';
import { presenceLines } from './presence-section.ts';
import { silencedLines } from './silenced-lines.ts';
import { taskLines } from './task-section.ts';

/** The first screen: who else is here, what the change asks for, who does it when, what it costs, what to type next. */
export function planScreen(view: PlanView, { columns, colour }: ScreenOptions): string {
  const paint = paintFor(colour);
  const asOf = wallTime(Date.parse(view.plan.asOf));
  const { plan } = view;
  return [
    ...headerLines(view, columns, paint),
    ...presenceLines({
      presence: plan.presence,
      asOf,
      columns,
      paint,
      given: view.given,
      base: view.base.name,
    }),
    ...taskLines({ plan, columns, paint }),
    ...silencedLines(plan, view.given),
    ...orderLines(plan, asOf, columns),
    ...costLines(view, columns),
    ...agentLines(view, columns),
    ...emptyLines(view),
    ...(view.around === undefined ? [] : aroundLines(view.around, { now: asOf, below: view.below, columns })),
    ...nextLines(view, columns),
    '',
  ].join('\n');
}

function costLines(view: PlanView, columns: number): readonly string[] {
  const { plan, agents, minutes } = view;
  const runs = plan.tasks.filter((task) => task.assigned !== undefined).length;
  if (runs === 0 || !agents.some((agent) => agent.runnable)) return [];
  const work = `${count(runs, 'agent run')}, at most ${minutes} agent-minutes`;
  return labelled('Cost     ', `${work}, ${sendingOf(view, runs)}`, columns);
}

/**
 * A claim and a publication for each task, the plan itself, and the branch at the end; fewer where tasks share a push,
 * more where a claim is renewed. Of these CI can see the branch alone. Without a remote nothing is sent.
 */
function sendingOf({ plan, resultBranch }: PlanView, runs: number): string {
  const branch = escapeText(resultBranch, 60);
  if (plan.presence.table.kind === 'local') return `no pushes; the result on ${branch} in this clone`;
  return `about ${2 * runs + 2} pushes, at most 1 CI run on ${branch}`;
}

/** Under a label, within the width. */
function labelled(label: string, text: string, columns: number): readonly string[] {
  const lines = wrap(text, Math.min(columns, 100) - label.length);
  return lines.map((line, at) => `${at === 0 ? label : ' '.repeat(label.length)}${line}`);
}

const AGENTS = 'Agents   ';

function agentLines({ plan, agents, source }: PlanView, columns: number): readonly string[] {
  if (plan.tasks.length === 0) return [];
  if (agents.length === 0)
    return [
      `${AGENTS}none on PATH and none configured; name one:`,
      `${' '.repeat(AGENTS.length)}agents: {claude: {preset: claude-code}}`,
    ];
  const where = source === undefined ? 'found on PATH; no configuration file' : `from ${escapeText(source)}`;
  const names = agents.map(({ id, runnable }) => `${escapeText(id, 30)}${runnable ? '' : ' (no command)'}`);
  const lacking = plan.unassigned.length > 0 ? `; ${plan.unassigned.length} tasks fit none of them` : '';
  return labelled(AGENTS, `${names.join(', ')} (${where})${lacking}`, columns);
}

function emptyLines({ plan, changes, tasksFile, given }: PlanView): readonly string[] {
  if (plan.tasks.length > 0) return [];
  if (plan.base === plan.head) return ['', ...nothingOwn(plan.target, { command: 'plan', given })];
  if (tasksFile !== undefined) return ['', `No tasks in ${escapeText(tasksFile)}.`];
  return [
    '',
    changes.length === 0
      ? 'Nothing changed, so there is nothing to do.'
      : 'No task is due: the change asks for nothing that our rules know.',
  ];
}

/** What others have committed is theirs: it is planned for where somebody asks. */
export const nothingOwn = (target: string, { command, given }: OwnCall): readonly string[] => [
  `${escapeText(target, 60)} has no commits of its own, so there is nothing to plan.`,
  `The newest commit all the same: ${ownLine({ command, given: { ...given, base: 'HEAD~1' } })}`,
];
