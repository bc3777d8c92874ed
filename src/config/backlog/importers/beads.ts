import { isList, type Located } from '../../parse/located.ts';
import type { BacklogItem, Importer, Need } from '../importer.ts';
import { readEntries } from '../read-entries.ts';
import { countIn, has, isTrueIn, itemsIn, paragraphs, textIn } from '../read-fields.ts';
import { splitCriteria } from '../split-criteria.ts';

/** Dependencies that hold an issue back; `related`, `discovered-from` and others only say where it comes from. */
const BLOCKING: ReadonlySet<string> = new Set(['blocks', 'conditional-blocks', 'waits-for']);
/** Types that are work; epics stand for their children, the others are messages, gates, agents, … */
const WORK: ReadonlySet<string> = new Set(['', 'task', 'bug', 'feature', 'chore']);
const CHILD = 'parent-child';

/** Issues of beads: JSON Lines, or the list that `bd list --json` prints. */
export const beads: Importer = {
  format: 'beads',
  title: 'issues of beads',
  kept: '`.beads/issues.jsonl`',
  taken: [
    ['`id`, `title`', '`id` (`bd-a1b2.3` → `bd-a1b2-3`), `title`'],
    ['`status`', 'whether it is to be done'],
    ['`priority` (0 to 4)', '`priority`'],
    ['`issue_type` task, bug, feature, chore', '`kind`'],
    ['`description`, `design`, `notes`', '`why`'],
    ['`acceptance_criteria`', '`acceptance`'],
    ['`estimated_minutes`', '`estimate`'],
    ['`assignee`', '`agent`, where it is a role or an agent that is known here'],
    ['`dependencies` of the type `blocks`', '`needs`; on an epic: on all its children'],
    ['files that they mention and that exist', '`writes`, as predicted'],
  ],
  notTaken: [
    'epics (their children are the work), messages, gates, agents, templates, pinned issues',
    'labels, comments, due dates, other dependencies',
  ],
  recognise: (document) => {
    if (document.kind !== 'data' || !isList(document.root.content)) return 'no';
    const issues = document.root.content;
    const theirs = (issue: Located): boolean =>
      has(issue, 'id', 'title') && (has(issue, 'issue_type') || has(issue, 'created_at', 'priority'));
    if (issues.length === 0) return 'no';
    if (issues.every(theirs)) return 'yes';
    return document.records && issues.some((issue) => has(issue, 'id', 'title')) ? 'maybe' : 'no';
  },
  parse: (document) => {
    if (document.kind !== 'data' || !isList(document.root.content)) return { items: [], problems: [] };
    const children = childrenIn(document.root.content);
    return readEntries(document.root.content, (issue) => readIssue(issue, children), document.broken);
  },
};

/** The children of each issue that has some. */
function childrenIn(issues: readonly Located[]): ReadonlyMap<string, readonly string[]> {
  const children = new Map<string, string[]>();
  for (const issue of issues) {
    const id = textIn(issue, 'id')?.text ?? '';
    for (const dependency of itemsIn(issue, 'dependencies')) {
      const parent = textIn(dependency, 'depends_on_id')?.text;
      if (parent === undefined || textIn(dependency, 'type')?.text !== CHILD) continue;
      const others = children.get(parent);
      if (others === undefined) children.set(parent, [id]);
      else others.push(id);
    }
  }
  return children;
}

function readIssue(issue: Located, children: ReadonlyMap<string, readonly string[]>): BacklogItem | string {
  const id = textIn(issue, 'id');
  const title = textIn(issue, 'title');
  if (id === undefined) return 'id';
  if (title === undefined) return 'title';
  const texts = ['description', 'design', 'notes'].map((key) => textIn(issue, key));
  const [status, priority] = [textIn(issue, 'status'), textIn(issue, 'priority')];
  const type = textIn(issue, 'issue_type')?.text ?? '';
  const assignee = textIn(issue, 'assignee');
  const estimate = countIn(issue, 'estimated_minutes');
  const noWork = whyNoWork(issue, type);
  return {
    where: issue.where,
    name: id.text,
    id: id.text,
    title: title.text,
    why: paragraphs(...texts),
    assigned: assignee === undefined ? [] : [assignee],
    listed: [],
    prose: [title, ...texts].flatMap((said) => said?.text ?? []),
    needs: needsOf(issue, children),
    acceptance: splitCriteria(textIn(issue, 'acceptance_criteria')),
    ...(type === '' || type === 'task' ? {} : { kind: type }),
    ...(status === undefined ? {} : { status }),
    ...(priority === undefined ? {} : { priority }),
    ...(estimate === undefined ? {} : { estimate }),
    ...(noWork === undefined ? {} : { noWork }),
  };
}

function whyNoWork(issue: Located, type: string): string | undefined {
  if (!WORK.has(type)) return type;
  if (isTrueIn(issue, 'pinned')) return 'pinned';
  return isTrueIn(issue, 'is_template') ? 'template' : undefined;
}

/** On an epic: on its children, and theirs, as far as they are epics too. */
function needsOf(issue: Located, children: ReadonlyMap<string, readonly string[]>): readonly Need[] {
  const needs = new Map<string, Need>();
  const add = (name: string, where: Need['where'], above: readonly string[]): void => {
    const below = above.includes(name) ? [] : (children.get(name) ?? []);
    if (below.length === 0) needs.set(name, { name, where });
    else for (const child of below) add(child, where, [...above, name]);
  };
  for (const dependency of itemsIn(issue, 'dependencies')) {
    const on = textIn(dependency, 'depends_on_id');
    if (on !== undefined && BLOCKING.has(textIn(dependency, 'type')?.text ?? 'blocks'))
      add(on.text, on.where, []);
  }
  return [...needs.values()];
}
