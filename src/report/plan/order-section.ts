import type { Plan, PlannedTask } from '../../core/model/plan.ts';
import type { WallTime } from '../../core/model/time.ts';
import { escapeText } from '../escape.ts';
import { cut, widthOf } from '../layout.ts';
import { clock } from '../times.ts';
import { numbersOf } from './task-section.ts';

const MAX_CHAINS = 8;
const LABEL = 'Order    ';

/** `1 ─▶ 2` and how long it takes; each line of numbers may run beside the others. */
export function orderLines(plan: Plan, asOf: WallTime, columns: number): readonly string[] {
  if (plan.tasks.length === 0) return [];
  if (plan.tasks.length === 1) return waitOfOne(plan, asOf);
  const chains = chainsOf(plan);
  const shown = chains.slice(0, MAX_CHAINS);
  const facts = [timeText(plan), waitText(plan, asOf)].filter((fact) => fact !== '').join('     ');
  const rows = shown.map((chain, at) => {
    const text = `${at === 0 ? LABEL : ' '.repeat(LABEL.length)}${chain}`;
    if (at > 0) return cut(text, columns);
    const line = `${text}   ${facts}`;
    return widthOf(line) <= columns ? line : `${cut(text, columns)}\n${' '.repeat(LABEL.length)}${facts}`;
  });
  const more = chains.length - shown.length;
  return ['', ...rows, ...(more > 0 ? [`${' '.repeat(LABEL.length)}… and ${more} more`] : [])];
}

/** One task has no order; what it waits for has a line all the same. */
function waitOfOne(plan: Plan, asOf: WallTime): readonly string[] {
  const wait = waitText(plan, asOf);
  return wait === '' ? [] : ['', `${LABEL}${wait}`];
}

/** Each task follows the last of those it waits for, on the same line where that one is still the line's end. */
function chainsOf(plan: Plan): readonly string[] {
  const numbers = numbersOf(plan);
  const finish = new Map(plan.tasks.map((task) => [task.id, task.finish]));
  const chains: { tasks: PlannedTask[]; from: string }[] = [];
  for (const task of [...plan.tasks].sort((a, b) => a.start - b.start)) {
    const last = [...task.dependsOn].sort((a, b) => (finish.get(b.on) ?? 0) - (finish.get(a.on) ?? 0))[0]?.on;
    const open = last === undefined ? undefined : chains.find((chain) => chain.tasks.at(-1)?.id === last);
    if (open) open.tasks.push(task);
    else chains.push({ tasks: [task], from: last === undefined ? '' : `(${numbers.get(last) ?? ''}) ─▶ ` });
  }
  return chains.map(({ tasks, from }) => from + tasks.map((task) => numbers.get(task.id)).join(' ─▶ '));
}

/** `about 25 min, 35 one after another` */
function timeText({ makespan, tasks }: Plan): string {
  const work = tasks.reduce((sum, task) => sum + task.estimate, 0);
  return `about ${makespan} min${work === makespan ? '' : `, ${work} one after another`}`;
}

function waitText({ tasks, presence }: Plan, asOf: WallTime): string {
  const waiting = tasks.filter((task) => task.waitsFor !== undefined);
  const first = presence.claims.find((claim) => claim.claim === waiting[0]?.waitsFor);
  if (first === undefined) return '';
  const file = escapeText(first.sharedFiles[0]?.split('/').at(-1) ?? first.locks[0] ?? '');
  return `${waiting.length} wait${waiting.length === 1 ? 's' : ''}: ${file} is claimed until ${clock(first.until, asOf)}`;
}
