import { writeMarker } from '../../core/model/comment-marker.ts';
import { count } from '../count.ts';
import { markdownCode } from '../escape.ts';
import { PICTURE_FROM, pictureOf } from '../plan/plan-markdown.ts';
import { assignments } from './assignments.ts';
import { type CiView, claimsInTheWay, conflictCount } from './ci-view.ts';
import { conflictBlock, holderBlock } from './collisions.ts';
import { type Block, fitBlocks, whole } from './fit-blocks.ts';
import { escalationBlock, findEscalations } from './needs-person.ts';
import { isBlocked, taskStates } from './task-states.ts';

/** GitHub takes 65,536 characters. */
const MOST_CHARACTERS = 60_000;
const KEPT_FOR_FRAME = 2_500;

export interface PullComment {
  readonly body: string;
  /** False: only an older comment is folded by it. */
  readonly isWorthSaying: boolean;
}

/** Our one comment on a pull request. `asked`: keys of what people were asked for before; `always`: also without news. */
export function pullComment(
  view: CiView,
  { asked, always }: { readonly asked: readonly string[]; readonly always: boolean },
): PullComment {
  const { subject } = view;
  const { number: pull, head } = subject.kind === 'pull' ? subject : { number: 0, head: view.plan.head };
  // who was asked about a task of a run is not asked again when the run is looked at anew
  const keys = [
    ...findEscalations(view).map(({ key }) => key),
    ...asked.filter((key) => key.startsWith('task:')),
  ];
  const marker = writeMarker({ pull, head, asked: keys });
  const isQuiet = view.plan.tasks.length + conflictCount(view) + claimsInTheWay(view).length === 0;
  if (isQuiet && !always)
    return {
      body: `${marker}\n<sub>agentic-plan: nothing to say at ${short(head)}.</sub>`,
      isWorthSaying: false,
    };
  const fitted = fitBlocks(blocksOf(view, asked), MOST_CHARACTERS - KEPT_FOR_FRAME);
  return {
    body: [
      `${marker}\n### Agents on this pull request: ${stateLine(view)}`,
      ...(fitted.text === '' ? [] : [fitted.text]),
      `<sub>${footer(view, fitted.cut)}</sub>`,
    ].join('\n\n'),
    isWorthSaying: true,
  };
}

/** What needs a person has room however many tasks there are, and so has what will collide. */
const blocksOf = (view: CiView, asked: readonly string[]): readonly Block[] => [
  view.plan.tasks.length === 0 ? whole([]) : { ...assignments(view), share: 0.5 },
  { ...escalationBlock(view, asked), share: 0.2 },
  { ...conflictBlock(view), share: 0.15 },
  { ...holderBlock(view), share: 0.15 },
  graphBlock(view),
];

/** E-mail shows the heading only: the state stands there. */
export function stateLine(view: CiView): string {
  const blocked = taskStates(view).filter(isBlocked).length;
  const running = taskStates(view).filter(({ kind }) => kind === 'running').length;
  const conflicts = conflictCount(view);
  const held = claimsInTheWay(view).length;
  return [
    view.plan.tasks.length === 0 ? 'nothing to do' : count(view.plan.tasks.length, 'task'),
    ...(running > 0 ? [`${running} running`] : []),
    ...(blocked > 0 ? [`${blocked} blocked`] : []),
    ...(conflicts > 0 ? [`${count(conflicts, 'conflict')} ahead`] : []),
    ...(held > 0 ? [`${count(held, 'claim')} of others`] : []),
  ].join(', ');
}

function graphBlock({ plan }: CiView): Block {
  if (plan.tasks.length < PICTURE_FROM) return whole([]);
  return whole([
    '<details><summary>The order as a picture</summary>',
    '',
    pictureOf({ plan }),
    '',
    '</details>',
  ]);
}

function footer({ subject, runUrl, plan }: CiView, cut: boolean): string {
  const page = runUrl === undefined ? 'the summary of the run' : `[the summary](${runUrl})`;
  const head = short(subject.kind === 'pull' ? subject.head : plan.head);
  return cut
    ? `Cut to fit: everything is on ${page} · head ${head}`
    : `Every file and reason: ${page} · head ${head}`;
}

const short = (oid: string): string => markdownCode(oid.slice(0, 7));
