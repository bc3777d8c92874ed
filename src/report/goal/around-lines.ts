import type { BranchPresence, ClaimPresence } from '../../core/model/presence.ts';
import type { GoalBrief } from '../../core/plan/goal/goal-brief.ts';
import { count } from '../count.ts';

export interface AroundBlock {
  readonly heading: string;
  readonly lines: readonly string[];
}

const MOST_ROWS = 20;
const LONGEST_ROW = 200;

/** Who else is at work, and what the rules found on this branch: nothing where there is nothing. */
export function aroundLines({ plan, claims }: Pick<GoalBrief, 'plan' | 'claims'>): readonly AroundBlock[] {
  const blocks: readonly AroundBlock[] = [
    {
      heading: 'Claimed by others now; a task on these paths waits',
      lines: claims.map(claimLine),
    },
    {
      heading: 'Open branches on files of this branch',
      lines: plan.presence.branches.map(branchLine),
    },
    {
      heading: 'What our rules ask for on this branch; take it into account where it serves the goal',
      lines: plan.tasks
        .filter(({ origin }) => origin === 'rule')
        .map(({ kind, files, why }) => `${kind}: ${files.join(', ')} (${why})`),
    },
  ];
  return blocks.filter(({ lines }) => lines.length > 0).map(bounded);
}

const bounded = ({ heading, lines }: AroundBlock): AroundBlock => ({
  heading,
  lines: [
    ...lines
      .slice(0, MOST_ROWS)
      .map((line) => (line.length > LONGEST_ROW ? `${line.slice(0, LONGEST_ROW)}…` : line)),
    ...(lines.length > MOST_ROWS ? [`… and ${lines.length - MOST_ROWS} more`] : []),
  ],
});

/** Locks are folded paths, which is near enough for whoever plans. */
const claimLine = ({ locks, agent, holder, title, task }: ClaimPresence): string =>
  `${locks.join(', ')}: ${agent ?? holder}, for ${JSON.stringify(title ?? task)}`;

function branchLine({ name, sharedFiles, conflicts }: BranchPresence): string {
  const meets = conflicts.length === 0 ? 'merges cleanly' : `${count(conflicts.length, 'conflict')}`;
  return `${name}: ${sharedFiles.join(', ')} (${meets})`;
}
