import type { Problem } from '../../../core/model/problem.ts';
import { errorAt, isList, type Located, membersOf } from '../../parse/located.ts';
import type { BacklogItem, Importer, Need } from '../importer.ts';
import { judgeStatus } from '../judge-status.ts';
import { readEntries } from '../read-entries.ts';
import { has, itemsIn, paragraphs, textIn, textOf } from '../read-fields.ts';
import { splitCriteria } from '../split-criteria.ts';

/** Keys of our own task files, and of beads. */
const OTHERS = [
  'issue_type',
  'created_at',
  'writes',
  'files',
  'reads',
  'needs',
  'after',
  'kind',
  'command',
  'acceptance',
  'depends_on',
];
const THEIRS = ['status', 'dependencies', 'subtasks', 'details', 'testStrategy'];
const DEFAULT_TAG = 'master';

/** `tasks.json` of task-master: one list, or one for each tag. */
export const taskMaster: Importer = {
  format: 'task-master',
  title: 'tasks of task-master',
  kept: '`.taskmaster/tasks/tasks.json`',
  taken: [
    ['`id`, `title`', '`id` (`task-3`; of another tag than `master`, with its name before it), `title`'],
    ['`status`', 'whether it is to be done'],
    ['`priority`', '`priority`'],
    ['`description`, `details`', '`why`'],
    ['`dependencies`; of a subtask (`3.2`) those on its task', '`needs`'],
    ['`subtasks` that are to be done', '`acceptance` of their task, which is one piece of work'],
    ['`testStrategy`, `acceptanceCriteria`', '`acceptance`'],
    ['files that they mention and that exist', '`writes`, as predicted'],
    ['tags', 'the list of `master`, or of the only tag; another one by `--from task-master:<tag>`'],
  ],
  notTaken: [
    'metadata, complexity, the order and details of subtasks',
    'the current tag of `.taskmaster/state.json`',
  ],
  recognise: (document) => {
    if (document.kind !== 'data' || document.records) return 'no';
    const lists = listsIn(document.root);
    return lists.length > 0 && lists.some(({ tasks }) => tasks.some(isTheirs)) ? 'yes' : 'no';
  },
  parse: (document, { part }) => {
    if (document.kind !== 'data') return { items: [], problems: [] };
    const lists = listsIn(document.root);
    const chosen = chooseTag(lists, part);
    if ('problem' in chosen) return { items: [], problems: [chosen.problem] };
    const prefix = chosen.tag === DEFAULT_TAG ? '' : `${chosen.tag}-`;
    return readEntries(chosen.tasks, (task) => readTask(task, prefix));
  },
};

interface TagList {
  readonly tag: string;
  readonly tasks: readonly Located[];
}

const isTheirs = (task: Located): boolean =>
  has(task, 'id', 'title') && THEIRS.some((key) => has(task, key)) && !OTHERS.some((key) => has(task, key));

/** `{"tasks": […]}`, a bare list, or `{"master": {"tasks": […]}, …}` */
function listsIn(root: Located): readonly TagList[] {
  if (isList(root.content)) return [{ tag: DEFAULT_TAG, tasks: root.content }];
  if (has(root, 'tasks')) return [{ tag: DEFAULT_TAG, tasks: itemsIn(root, 'tasks') }];
  return [...membersOf(root)].flatMap(([tag, member]) =>
    has(member, 'tasks') ? [{ tag, tasks: itemsIn(member, 'tasks') }] : [],
  );
}

function chooseTag(
  lists: readonly TagList[],
  wanted: string | undefined,
): TagList | { readonly problem: Problem } {
  const only = lists.length === 1 ? lists[0] : undefined;
  const found =
    wanted === undefined
      ? (lists.find(({ tag }) => tag === DEFAULT_TAG) ?? only)
      : lists.find(({ tag }) => tag === wanted);
  if (found !== undefined) return found;
  const where = { file: lists[0]?.tasks[0]?.where.file ?? '' };
  return { problem: errorAt(where, 'backlog-tags', { tags: lists.map(({ tag }) => tag) }) };
}

function readTask(task: Located, prefix: string): BacklogItem | string {
  const id = textIn(task, 'id');
  const title = textIn(task, 'title');
  if (id === undefined) return 'id';
  if (title === undefined) return 'title';
  const [status, priority] = [textIn(task, 'status'), textIn(task, 'priority')];
  const [description, details] = [textIn(task, 'description'), textIn(task, 'details')];
  const tests = textIn(task, 'testStrategy');
  return {
    where: task.where,
    name: id.text,
    id: `${prefix}${/^\d/.test(id.text) ? `task-${id.text}` : id.text}`,
    title: title.text,
    why: paragraphs(description, details),
    assigned: [],
    listed: [],
    prose: [title, description, details, tests].flatMap((said) => said?.text ?? []),
    needs: needsOf(task, id.text),
    acceptance: [
      ...itemsIn(task, 'subtasks').flatMap(openSubtask),
      ...splitCriteria(textIn(task, 'acceptanceCriteria')),
      ...splitCriteria(tests),
    ],
    ...(status === undefined ? {} : { status }),
    ...(priority === undefined ? {} : { priority }),
  };
}

function openSubtask(subtask: Located) {
  const title = textIn(subtask, 'title');
  const verdict = judgeStatus(textIn(subtask, 'status')?.text ?? '');
  return title === undefined || verdict === 'done' || verdict === 'aside' ? [] : [title];
}

/** On tasks; a subtask of another one (`3.2`) means that one, since it is done with it. */
function needsOf(task: Located, own: string): readonly Need[] {
  const named = [task, ...itemsIn(task, 'subtasks')].flatMap((each, at) =>
    itemsIn(each, 'dependencies')
      .flatMap((item) => textOf(item) ?? [])
      // a bare number inside a subtask is another subtask of the same one
      .filter(({ text }) => at === 0 || text.includes('.'))
      .map(({ text, where }): Need => ({ name: text.split('.')[0] ?? text, where })),
  );
  return named
    .filter(({ name }) => name !== own)
    .filter(({ name }, at, all) => all.findIndex((other) => other.name === name) === at);
}
