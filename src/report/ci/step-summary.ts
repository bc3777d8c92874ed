import type { Change } from '../../core/model/change.ts';
import { count } from '../count.ts';
import { escapeMarkdown, markdownCode } from '../escape.ts';
import { pictureOf } from '../plan/plan-markdown.ts';
import { unseenLines } from '../plan/presence-section.ts';
import { assignments, filesOf } from './assignments.ts';
import { type CiView, claimsInTheWay } from './ci-view.ts';
import { conflictRows, fold, holderRows } from './collisions.ts';
import { type Block, fitBlocks, whole } from './fit-blocks.ts';
import { escalationBlock } from './needs-person.ts';
import { stateLine } from './pull-comment.ts';
import { shortMarkdown } from './task-states.ts';

/** GitHub shows at most 1 MiB of a step's summary, and fails the step above it; a character has up to three bytes. */
const MOST_CHARACTERS = 300_000;

/** What was done beside the plan. */
export interface SummaryFacts {
  /** Calls of the forge's API. */
  readonly calls: number;
  /** Those of them that went into labels. */
  readonly labelCalls: number;
  /** One line on what was left out, and what would bring it; empty: nothing. */
  readonly leftOut: string;
}

/** The page of the run: what collides first, then who does what, then every file. All foreign text is data. */
export function stepSummary(view: CiView, { calls, labelCalls, leftOut }: SummaryFacts): string {
  const blocks: readonly Block[] = [
    whole([`### Plan for ${titleOf(view)}: ${stateLine(view)}`]),
    whole([sizeLine(view)]),
    collisionBlock(view),
    view.plan.tasks.length === 0 ? whole([]) : assignments(view),
    escalationBlock({ ...view, escalateTo: [] }, []),
    whole(leftOutTasks(view)),
    filesBlock(view.changes),
    taskFilesBlock(view),
    whole(picture(view)),
  ];
  const { text, cut } = fitBlocks(blocks, MOST_CHARACTERS);
  const end = [
    ...(cut ? ['cut here: the whole plan is in the plan file'] : []),
    ...(leftOut === '' ? [] : [leftOut]),
    `${count(calls, 'call')} of the API${labelCalls > 0 ? `, ${labelCalls} of them for labels` : ''}`,
  ];
  return `${text}\n\n<sub>${end.join(' · ')}</sub>\n`;
}

const titleOf = ({ subject }: CiView): string =>
  subject.kind === 'branch'
    ? markdownCode(subject.branch)
    : `#${subject.number} ${shortMarkdown(subject.title, 120)} (${markdownCode(subject.branch)})`;

function sizeLine({ plan, changes }: CiView): string {
  if (plan.base === plan.head) return 'The branch has no commits of its own: there is nothing to plan.';
  const size = `${count(changes.length, 'changed file')} since ${markdownCode(plan.base.slice(0, 7))}.`;
  return plan.tasks.length === 0 ? `${size} Nothing is due.` : `${size} About ${plan.makespan} min.`;
}

function collisionBlock(view: CiView): Block {
  const unseen = unseenLines({ presence: view.plan.presence }).map((line) =>
    line.startsWith(' ') ? `  - ${escapeMarkdown(line)}` : `- not seen: ${escapeMarkdown(line)}`,
  );
  const rows = [
    ...conflictRows(view),
    ...(claimsInTheWay(view).length > 0 ? holderRows(view) : []),
    ...unseen,
  ];
  return {
    head: rows.length === 0 ? [] : ['**Also on these files**', ''],
    rows,
    more: (left) => `- … and ${left} more`,
    tail: [],
  };
}

const filesBlock = (changes: readonly Change[]): Block =>
  fold(
    `All ${count(changes.length, 'changed file')}`,
    changes.map(
      ({ path, oldPath, kind }) =>
        `- ${markdownCode(path)} (${kind}${oldPath ? ` from ${markdownCode(oldPath)}` : ''})`,
    ),
  );

/** Tasks with more files than their rows show. */
const taskFilesBlock = ({ plan }: CiView): Block =>
  fold(
    'The files of each task',
    plan.tasks.flatMap((task, at) =>
      filesOf(task).length > 0
        ? [
            `- ${at + 1}: ${filesOf(task)
              .map((file) => markdownCode(file))
              .join(', ')}`,
          ]
        : [],
    ),
  );

const leftOutTasks = ({ plan }: CiView): readonly string[] =>
  plan.leftOut.length === 0
    ? []
    : [
        `Left out: ${plan.leftOut.map(({ kind, why }) => `${shortMarkdown(kind, 80)} (${shortMarkdown(why, 200)})`).join(', ')}`,
      ];

const picture = ({ plan }: CiView): readonly string[] => {
  const drawn = pictureOf({ plan });
  return drawn === '' ? [] : [drawn];
};
