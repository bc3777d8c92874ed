import type { AnyData, ConfigProblemCode } from '../../core/model/problem.ts';
import { count } from '../count.ts';
import { escapeText } from '../escape.ts';
import type { Catalogue } from './entry.ts';
import { note, usage } from './entry.ts';
import { datum, itemsOf, oneOf } from './wording.ts';

/** What is in a backlog, by its format, one and several. */
const ITEMS: ReadonlyMap<string, readonly [one: string, many: string]> = new Map([
  ['agenticscrum', ['AgenticScrum story', 'AgenticScrum stories']],
  ['github', ['GitHub issue', 'GitHub issues']],
  ['checklist', ['entry of a check list', 'entries of a check list']],
  ['spec-kit', ['task of Spec Kit', 'tasks of Spec Kit']],
  ['task-master', ['task of task-master', 'tasks of task-master']],
  ['beads', ['issue of beads', 'issues of beads']],
]);

const MOST_NAMED = 10;

/** The first of a list, and how many more there are: the whole is in the owner's file. */
function named<D extends AnyData>(data: D, name: keyof D & string): string {
  const items = itemsOf(data, name);
  const shown = items.slice(0, MOST_NAMED).map((item) => escapeText(item, 100));
  const more = items.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const itemWord = (format: string, many: boolean): string => ITEMS.get(format)?.[many ? 1 : 0] ?? 'entries';

/** Backlogs of other tools. */
export const backlogProblems = {
  'not-a-task-file': usage((data) => ({
    what: data.folder
      ? 'nothing in this folder is a backlog that is known here'
      : 'this is neither a task file nor a backlog that is known here',
    remedy: `known: ${datum(data, 'formats')}; a task file: tasks: [{id: fix-login, title: Fix the login, writes: [src/login.ts]}]`,
  })),
  'too-many-tasks': usage((data) => ({
    what: `${datum(data, 'tasks')} tasks, more than ${datum(data, 'max')}`,
    remedy: 'name a part of them: a file of the folder, or fewer entries',
  })),
  'folder-too-large': usage((data) => ({
    what: `more than ${datum(data, 'files')} files or ${datum(data, 'bytes')} bytes of text in this folder`,
    remedy: 'name the folder that the backlog is in',
  })),
  'backlog-ambiguous': usage((data) => ({
    what: `this can be read as ${oneOf(data, 'formats')}`,
    remedy: `say which: ${itemsOf(data, 'formats')
      .map((format) => `--from ${escapeText(format, 40)}`)
      .join(', or ')}`,
  })),
  'backlog-other-format': usage((data) => ({
    what:
      data.format === 'tasks'
        ? 'a folder is no task file'
        : `there are no ${itemWord(data.format, true)} here`,
    remedy: data.format === 'tasks' ? 'name the file' : 'name another file, or leave --from out',
  })),
  'backlog-tags': usage((data) => ({
    what: `it has several lists, and none is the one that is meant: ${named(data, 'tags')}`,
    remedy: 'say which, as in --from task-master:<tag>',
  })),
  'backlog-read': note((data) => ({
    what: `${count(data.items, itemWord(data.format, false), itemWord(data.format, true))}: ${datum(data, 'tasks')} to be done, ${datum(data, 'done')} done there`,
    remedy: 'nothing is ever written back to it; run --report <file> says what was done',
  })),
  'backlog-set-aside': note((data) => ({
    what: `set aside, as the backlog says: ${named(data, 'items')}`,
    remedy: 'what is to be done all the same needs another status there',
  })),
  'backlog-left-out': note((data) => ({
    what: `left out, with what needs it: ${named(data, 'items')}`,
    remedy: 'correct what is named above, and start again',
  })),
  'status-unknown': note((data) => ({
    what: `counts as to be done, since its status is no word that is known here: ${named(data, 'items')}`,
    remedy: 'words like done, completed or closed keep it from being done again',
  })),
  'assignee-unknown': note((data) => ({
    what: `no agent is called ${datum(data, 'name')}: any agent may do ${named(data, 'items')}`,
    remedy: `add ${datum(data, 'name')} under agents: or roles:, or name by --only what agents are to do`,
  })),
  'scope-unknown': note((data) => ({
    what: `names no path: ${named(data, 'tasks')}`,
    remedy:
      'their agents claim what they change as they go; paths in the backlog keep tasks apart beforehand',
  })),
  'tasks-selected': note((data) => ({
    what: `${count(data.tasks, 'task')} selected${data.needed.length === 0 ? '' : `, needing what must be done already: ${named(data, 'needed')}`}; left out: ${data.left_out.length === 0 ? 'none' : named(data, 'left_out')}`,
    remedy:
      data.needed.length === 0
        ? 'what is left out is not lost: the next start has it again'
        : '--until <task> takes what it needs as well',
  })),
  'need-not-done': usage((data, { own }) => ({
    what: `what was selected needs what is not done: ${named(data, 'tasks')}`,
    remedy: `--until <task> does that as well; ${own('run', '--accept', ...itemsOf(data, 'tasks').slice(0, MOST_NAMED))} takes it for done, where something of it is there`,
  })),
  'report-in-backlog': usage((data) => ({
    what: `${datum(data, 'path')} is a file of the backlog, which is never written to`,
    remedy: 'name another file',
  })),
  'patch-not-possible': usage((data) => ({
    what:
      data.reason === 'not-ours'
        ? `${datum(data, 'path')} is there already, and is no patch: it is not overwritten`
        : `${datum(data, 'path')} cannot be written (${datum(data, 'reason')})`,
    remedy: 'name another file by --patch, in a folder that is there',
  })),
  'report-not-possible': usage((data) => ({
    what:
      data.reason === 'format'
        ? `${datum(data, 'path')}: a report is JSON or Markdown`
        : `${datum(data, 'path')} cannot be written (${datum(data, 'reason')})`,
    remedy:
      data.reason === 'format'
        ? 'name a file that ends in .json or .md'
        : 'name a file in a folder that is there',
  })),
} satisfies Partial<Catalogue<ConfigProblemCode>>;
