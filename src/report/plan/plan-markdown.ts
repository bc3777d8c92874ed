import type { PlannedTask } from '../../core/model/plan.ts';
import { claimsOnOurs } from '../../core/model/presence.ts';
import { count } from '../count.ts';
import { escapeMarkdown, markdownCode } from '../escape.ts';
import { planMermaid } from './plan-mermaid.ts';
import type { PlanView } from './plan-view.ts';
import { staleLine } from './presence-section.ts';
import { silencedTexts } from './silenced-lines.ts';
import { estimatedBy, numbersOf } from './task-section.ts';

const MAX_ROWS = 100;
/** Below this a table says all; above it, a picture helps. */
export const PICTURE_FROM = 5;
const MAX_EDGES = 400;
const MAX_PICTURE = 40_000;

/** For a comment, a job summary or a document: all foreign text is data. */
export function planMarkdown(view: PlanView): string {
  const { plan, changes } = view;
  const title = `### Plan for ${markdownCode(plan.target)}: ${count(plan.tasks.length, 'task')}`;
  const size = `${count(changes.length, 'changed file')} since ${markdownCode(plan.base.slice(0, 7))}.`;
  return `${[
    title,
    plan.base === plan.head
      ? 'The branch has no commits of its own: there is nothing to plan.'
      : plan.tasks.length === 0
        ? `${size} Nothing is due.`
        : `${size} About ${plan.makespan} min, ${estimatedBy(plan.tasks)}.`,
    tableOf(view),
    presenceOf(view),
    leftOutOf(view),
    silencedTexts(plan, view.given).map(escapeMarkdown).join('; '),
    pictureOf(view),
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

/** GitHub draws no larger ones, and shows an error in their place. Empty where a table says all. */
export function pictureOf({ plan }: Pick<PlanView, 'plan'>): string {
  if (plan.tasks.length < PICTURE_FROM) return '';
  const picture = planMermaid(plan);
  const edges = plan.tasks.reduce((sum, { dependsOn }) => sum + dependsOn.length, 0);
  return plan.tasks.length > MAX_ROWS || edges > MAX_EDGES || picture.length > MAX_PICTURE
    ? `No picture: ${count(plan.tasks.length, 'task')} are too many for one.`
    : `\`\`\`mermaid\n${picture}\`\`\``;
}

function tableOf({ plan }: PlanView): string {
  if (plan.tasks.length === 0) return '';
  const numbers = numbersOf(plan);
  const row = (task: PlannedTask, at: number): string => {
    const after = task.dependsOn.map(({ on }) => numbers.get(on)).join(', ');
    const name = escapeMarkdown(task.origin === 'rule' ? task.kind : task.id);
    const why = escapeMarkdown(task.origin === 'rule' ? task.why : task.title);
    return `| ${at + 1} | ${name} | ${codes(filesOf(task))} | ${escapeMarkdown(task.assigned ?? '')} | ${task.estimate} min | ${after} | ${why} |`;
  };
  const rest = plan.tasks.slice(MAX_ROWS);
  return [
    '| | task | files | agent | takes | after | why |',
    '|---|---|---|---|---|---|---|',
    ...plan.tasks.slice(0, MAX_ROWS).map(row),
    ...(rest.length > 0
      ? [`| | … and ${rest.length} more | ${codes([...new Set(rest.flatMap(filesOf))])} | | | | |`]
      : []),
  ].join('\n');
}

function presenceOf({ plan, base }: PlanView): string {
  const { branches, staleBranches, claims, mergeOrder } = plan.presence;
  const rows = [
    ...branches.flatMap(({ conflicts, name }) =>
      conflicts.length === 0
        ? []
        : [
            `- ${codes(conflicts.map(({ path }) => path))} ${conflicts.length === 1 ? 'conflicts' : 'conflict'} with ${markdownCode(name)}`,
          ],
    ),
    ...claimsOnOurs(claims).map(
      ({ sharedFiles, holder }) => `- ${codes(sharedFiles)}: claimed by ${escapeMarkdown(holder)}`,
    ),
  ];
  const stale = staleLine(staleBranches.length, base.name).map((line) => `- ${escapeMarkdown(line)}`);
  if (rows.length + stale.length === 0) return '';
  const order =
    mergeOrder === undefined ? [] : [`- best merge order: ${mergeOrder.order.map(markdownCode).join(', ')}`];
  return ['**Also on these files**', '', ...rows, ...stale, ...order].join('\n');
}

const codes = (names: readonly string[]): string => names.map((name) => markdownCode(name)).join(', ');

const filesOf = ({ files, writes }: PlannedTask): readonly string[] => (files.length > 0 ? files : writes);

const leftOutOf = ({ plan }: PlanView): string =>
  plan.leftOut.length === 0
    ? ''
    : `Left out: ${plan.leftOut.map(({ kind, why }) => `${escapeMarkdown(kind)} (${escapeMarkdown(why)})`).join(', ')}`;
