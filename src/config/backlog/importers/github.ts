import { isList, type Located, membersOf } from '../../parse/located.ts';
import type { BacklogItem, Importer, Need, Said } from '../importer.ts';
import { readEntries } from '../read-entries.ts';
import { countIn, has, itemsIn, paragraphs, textIn, textsIn } from '../read-fields.ts';
import { readPriority } from '../read-priority.ts';
import { criteriaIn } from '../split-criteria.ts';

/** `Blocked by #12, #13`, `Depends on: #12`, at the beginning of a line or an entry. */
const BLOCKED =
  /^[\s>*+-]*(?:\*\*)?(?:blocked by|depends on|requires|after)(?:\*\*)?:?(?:\*\*)?\s+((?:#\d+(?:\s*(?:,|and|&)\s*)?)+)/gim;

/** What `gh issue list --json` prints. */
export const github: Importer = {
  format: 'github',
  title: 'GitHub issues',
  kept: '`gh issue list --state all --limit 500 --json number,title,body,state,labels,url | agentic-plan plan --tasks -`',
  taken: [
    ['`number`, `title`', '`id` (`issue-42`), `title`'],
    ['`body`', '`why`; entries with a box, or below “Acceptance criteria”, are `acceptance`'],
    ['`state`, `stateReason`', 'closed as completed: done; closed for another reason: left aside'],
    [
      '`labels`',
      '`kind` of `bug`, `enhancement`, `documentation`; `priority` of `P1`, `priority: high`, `critical`, …',
    ],
    ['`blockedBy`; lines `Blocked by #12`, `Depends on #12` of the body', '`needs`'],
    ['files that the body mentions and that exist', '`writes`, as predicted'],
  ],
  notTaken: [
    'assignees and author: they are people',
    'milestone, projects, comments, reactions',
    'pull requests: `gh issue list` has none',
  ],
  recognise: (document) => {
    if (document.kind !== 'data') return 'no';
    const items = issuesIn(document.root);
    return items.length > 0 && items.every((item) => has(item, 'number', 'title')) ? 'yes' : 'no';
  },
  parse: (document) =>
    document.kind === 'data'
      ? readEntries(issuesIn(document.root), readIssue, document.broken)
      : { items: [], problems: [] },
};

/** A list, or one issue as `gh issue view --json` prints it. */
const issuesIn = (root: Located): readonly Located[] =>
  isList(root.content) ? root.content : has(root, 'number', 'title') ? [root] : [];

function readIssue(issue: Located): BacklogItem | string {
  const number = countIn(issue, 'number');
  const title = textIn(issue, 'title');
  if (number === undefined) return 'number';
  if (title === undefined) return 'title';
  const body = textIn(issue, 'body');
  const labels = textsIn(issue, 'labels', 'name');
  const priority = labels.find(
    ({ text }) => /^p[0-4]$|priority|critical|urgent/i.test(text) && readPriority(lastWord(text)),
  );
  const kind = labels.flatMap(({ text }) => KINDS.get(text.toLowerCase()) ?? [])[0];
  const status = statusOf(issue);
  return {
    where: issue.where,
    name: `#${number}`,
    id: `issue-${number}`,
    title: title.text,
    why: paragraphs(body, textIn(issue, 'url')),
    assigned: [],
    listed: [],
    prose: body === undefined ? [] : [body.text],
    needs: needsOf(issue, body),
    acceptance: criteriaIn(body),
    ...(status === undefined ? {} : { status }),
    ...(kind === undefined ? {} : { kind }),
    ...(priority === undefined ? {} : { priority: { ...priority, text: lastWord(priority.text) } }),
  };
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['bug', 'bug'],
  ['enhancement', 'feature'],
  ['feature', 'feature'],
  ['documentation', 'documentation-update'],
  ['docs', 'documentation-update'],
]);

/** `priority: high`, `priority/p1` */
const lastWord = (label: string): string => label.split(/[\s:/-]+/).at(-1) ?? label;

function statusOf(issue: Located): Said | undefined {
  const state = textIn(issue, 'state');
  const reason = textIn(issue, 'stateReason');
  const isClosed = state?.text.toLowerCase() === 'closed';
  return isClosed && reason !== undefined ? { ...reason, text: reason.text.replaceAll('_', ' ') } : state;
}

function needsOf(issue: Located, body: Said | undefined): readonly Need[] {
  const linked = [...itemsIn(issue, 'blockedBy'), ...nodesIn(issue)];
  const needs = [
    ...linked.flatMap((each): readonly Need[] => {
      const number = countIn(each, 'number');
      const settled = textIn(each, 'state')?.text.toLowerCase() === 'closed';
      return number === undefined ? [] : [{ name: `#${number}`, where: each.where, settled }];
    }),
    ...(body === undefined
      ? []
      : [...body.text.matchAll(BLOCKED)].flatMap(([, list = '']) =>
          [...list.matchAll(/#\d+/g)].map(([name]): Need => ({ name, where: body.where })),
        )),
  ];
  return needs.filter(({ name }, at) => needs.findIndex((other) => other.name === name) === at);
}

/** `{"nodes": [{"number": 12}], "totalCount": 1}` */
const nodesIn = (issue: Located): readonly Located[] => {
  const linked = membersOf(issue).get('blockedBy');
  return linked === undefined ? [] : itemsIn(linked, 'nodes');
};
