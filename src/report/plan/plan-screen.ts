import type { WallTime } from '../../core/model/time.ts';
import { classifyPath } from '../../core/paths/classify-path.ts';
import { count } from '../count.ts';
import { escapeText } from '../escape.ts';
import { paintFor, wrap } from '../layout.ts';
import { type OwnCall, ownLine } from '../own-command.ts';
import { orderLines } from './order-section.ts';
import { headerLines } from './plan-header.ts';
import type { PlanView, ScreenOptions } from './plan-view.ts';
import { presenceLines } from './presence-section.ts';
import { taskLines } from './task-section.ts';

/** The first screen: who else is here, what the change asks for, who does it when, what it costs, what to type next. */
export function planScreen(view: PlanView, { columns, colour }: ScreenOptions): string {
  const paint = paintFor(colour);
  const asOf = Date.parse(view.plan.asOf) as WallTime;
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
    ...orderLines(plan, asOf, columns),
    ...costLines(view),
    ...agentLines(view, columns),
    ...emptyLines(view),
    ...nextLines(view),
    '',
  ].join('\n');
}

/** A claim and a publication for each task, the plan itself, and the branch at the end. */
const pushesOf = (tasks: number): number => 2 * tasks + 2;

function costLines({ plan, agents, minutes }: PlanView): readonly string[] {
  const runs = plan.tasks.filter((task) => task.assigned !== undefined).length;
  if (runs === 0 || !agents.some((agent) => agent.runnable)) return [];
  const branch = escapeText(`agentic/${plan.target.replaceAll('/', '-')}`, 60);
  return [
    `Cost     ${count(runs, 'agent run')}, at most ${minutes} agent-minutes, ${pushesOf(runs)} pushes, 1 CI run on ${branch}`,
  ];
}

function agentLines({ plan, agents, source }: PlanView, columns: number): readonly string[] {
  if (plan.tasks.length === 0) return [];
  if (agents.length === 0)
    return ['Agents   none on PATH and none configured; name one: agents: {claude: {preset: claude-code}}'];
  const where = source === undefined ? 'found on PATH; no configuration file' : `from ${escapeText(source)}`;
  const names = agents.map(({ id, runnable }) => `${escapeText(id, 30)}${runnable ? '' : ' (no command)'}`);
  const lacking = plan.unassigned.length > 0 ? `; ${plan.unassigned.length} tasks fit none of them` : '';
  return wrap(`Agents   ${names.join(', ')} (${where})${lacking}`, Math.min(columns, 100));
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

/** Commands that work when they are pasted. */
function nextLines({ plan, agents, changes, given }: PlanView): readonly string[] {
  const canRun = plan.tasks.length > 0 && agents.some((agent) => agent.runnable);
  // Where the work is; of the changed files many may be generated.
  const files = plan.tasks.flatMap((task) => task.files);
  const written = changes.map(({ path }) => path).filter((path) => !classifyPath(path).has('generated'));
  const place = claimPlace(files.length > 0 ? files : written);
  const rows: (readonly [command: string, what: string])[] = [];
  if (canRun)
    rows.push([
      ownLine({ command: 'run', words: ['--dry-run'], given }),
      'what would start, and where results would go',
    ]);
  if (plan.tasks.length > 0)
    rows.push([
      ownLine({ command: 'explain', words: ['1'], given }),
      'why this task, this agent, this order',
    ]);
  if (place !== undefined)
    rows.push([
      ownLine({ command: 'claim', words: [place], given }),
      'keep others off while you work; needs no agents',
    ]);
  const width = Math.max(...rows.map(([command]) => command.length));
  return rows.length === 0
    ? []
    : [
        '',
        ...rows.map(
          ([command, what], at) =>
            `${at === 0 ? 'Next     ' : ' '.repeat(9)}${command.padEnd(width)}     ${what}`,
        ),
      ];
}

/** The directory with most of the changes; a file at the root otherwise. Odd names are left out: this line is pasted. */
function claimPlace(paths: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const place = path.includes('/') ? path.split('/').slice(0, -1).slice(0, 2).join('/') : path;
    if (/^[A-Za-z0-9_.][A-Za-z0-9_./-]*$/.test(place)) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0];
}
