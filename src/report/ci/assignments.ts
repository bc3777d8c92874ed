import type { PlannedTask } from '../../core/model/plan.ts';
import { escapeMarkdown, markdownCode } from '../escape.ts';
import type { CiView } from './ci-view.ts';
import type { Block } from './fit-blocks.ts';
import { shortMarkdown, stateText, taskName, taskStates } from './task-states.ts';

const LONGEST_WHY = 240;
const LONGEST_NAME = 80;
/** In a row; all of a plan's files stand in the summary. */
const MOST_FILES = 2;
/** A path may have 4,096 bytes, each of them an entity: then the row names how many there are. */
const LONGEST_FILES = 1_500;

/** The table of who does what, in which order, why, and how it stands. */
export function assignments(view: CiView): Block {
  const states = taskStates(view);
  const rows = view.plan.tasks.map((task, at) => {
    const state = states[at];
    const { sign, text } = state === undefined ? { sign: '', text: '' } : stateText(state, view);
    const name = shortMarkdown(taskName(task), LONGEST_NAME);
    const why = shortMarkdown(task.origin === 'rule' ? task.why : task.title, LONGEST_WHY);
    // who is at it may be another one than the plan would choose
    const agent = (state?.kind === 'running' ? state.claim.agent : undefined) ?? task.assigned ?? '';
    const who = shortMarkdown(agent, LONGEST_NAME);
    return `| ${sign} | ${at + 1} | ${name} | ${who} | ${filesText(task)} | ${why} | ${text} |`;
  });
  return {
    head: ['| | order | task | agent | files | why | state |', '|---|---|---|---|---|---|---|'],
    rows,
    more: (left) => `| | … | and ${left} more | | | | |`,
    tail: [],
  };
}

/** Paths that it is about, else those that it writes. */
export const filesOf = ({ files, writes }: PlannedTask): readonly string[] =>
  files.length > 0 ? files : writes;

/** The first of its files, and how many more. */
export function filesText(task: PlannedTask): string {
  const files = filesOf(task);
  const shown = files
    .slice(0, MOST_FILES)
    .map((file) => markdownCode(file))
    .join(', ');
  const more = files.length - MOST_FILES;
  if (shown.length > LONGEST_FILES) return escapeMarkdown(`${files.length} files`);
  return more > 0 ? `${shown} +${more}` : shown;
}
