import type { Task } from '../../core/model/task.ts';
import { INVISIBLE } from '../escape.ts';
import { ownLine } from '../own-command.ts';

/** What stands above the tasks: where they come from, and what to do with them. */
export interface TaskFileHead {
  readonly goal: string;
  readonly agent: string;
  readonly file: string;
}

const LONGEST_GOAL = 300;

/** A task file that people read and edit: our own words and quotes throughout, nothing of how it was proposed. */
export const taskFileText = (tasks: readonly Task[]): string =>
  `version: 1\ntasks:\n${tasks.map(taskText).join('')}`;

/** Comments; a goal of several lines is the first of them. */
export function taskFileHead({ goal, agent, file }: TaskFileHead): string {
  const lines = goal.trim().split('\n');
  const [first = ''] = lines;
  const shown = first.length > LONGEST_GOAL || lines.length > 1 ? `${first.slice(0, LONGEST_GOAL)} …` : first;
  return [
    `# ${inComment(`Goal: ${shown}`)}`,
    `# ${inComment(`Proposed by ${agent}; nothing of it has run. Read it, edit it, then:`)}`,
    `#   ${inComment(ownLine({ command: 'run', given: { tasks: file } }))}`,
    '',
  ].join('\n');
}

function taskText(task: Task): string {
  const creates = new Set(task.creates ?? []);
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['id', task.id],
    ['kind', task.kind === 'task' ? undefined : scalar(task.kind)],
    ['title', scalar(task.title)],
    ['why', task.why === '' ? undefined : scalar(task.why)],
    ['writes', list(task.writes.filter((path) => !creates.has(path)))],
    ['creates', list([...creates])],
    ['reads', list(task.reads)],
    ['needs', list(task.needs)],
    ['after', list(task.after)],
    ['skills', skillsText(task.skills)],
    ['role', optional(task.role)],
    ['agent', optional(task.agent)],
    ['priority', task.priority === 50 ? undefined : String(task.priority)],
    ['estimate', task.estimateBy === 'given' ? String(task.estimate) : undefined],
    ['target', task.target === undefined ? undefined : String(task.target)],
    ['if', optional(task.condition)],
    ['outputs', list(task.outputs ?? [])],
    ['retries', task.retries === undefined ? undefined : String(task.retries)],
    ['timeout', task.timeout === undefined ? undefined : String(task.timeout)],
    ['acceptance', list(task.acceptance)],
  ];
  const lines = rows.flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]));
  return lines.map((line, at) => `${at === 0 ? '  - ' : '    '}${line}\n`).join('');
}

const optional = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : scalar(text);

const WIDEST = 90;

/** On one line where it fits, else one item a line. */
function list(items: readonly string[]): string | undefined {
  if (items.length === 0) return undefined;
  const written = items.map(scalar);
  const line = `[${written.join(', ')}]`;
  return line.length <= WIDEST ? line : written.map((item) => `\n      - ${item}`).join('');
}

function skillsText(skills: Task['skills']): string | undefined {
  const entries = Object.entries(skills);
  if (entries.length === 0) return undefined;
  if (entries.every(([, level]) => level === 0)) return list(entries.map(([name]) => name));
  return `{${entries.map(([name, level]) => `${scalar(name)}: ${level}`).join(', ')}}`;
}

/** Words that YAML takes for something else than a text, and what begins as a number without its zero does. */
const NO_TEXT = /^(true|false|null|yes|no|on|off|y|n|\.inf|\.nan)$|^\.[\d_]/i;
const PLAIN = /^[A-Za-z_./][\w ./()'’;%+=/-]*[\w./)'’%+=/-]$|^[A-Za-z_]$/;

/** As it stands where that is the same text to YAML, else in double quotes, as in JSON; what cannot be seen is written out. */
function scalar(text: string): string {
  if (PLAIN.test(text) && !NO_TEXT.test(text) && !text.includes(' #')) return text;
  return JSON.stringify(text).replace(INVISIBLE, codeOf);
}

const codeOf = (char: string): string => {
  const code = char.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
};

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');

/** A comment ends with its line, whatever a reader takes for the end of one. */
const inComment = (text: string): string => text.replace(INVISIBLE, ' ');
