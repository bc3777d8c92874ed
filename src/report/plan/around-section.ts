import type { SeenClaim } from '../../core/claim/seen-claim.ts';
import type { BranchesAtWork } from '../../core/model/branches-at-work.ts';
import { type WallTime, wallTime } from '../../core/model/time.ts';
import { branchesLines } from '../claim/branches-at-work.ts';
import { whoHolds } from '../claim/held-line.ts';
import { escapeText } from '../escape.ts';
import { listTexts } from '../list-texts.ts';
import { clock } from '../times.ts';

/** Who is at work here, whatever they work on: for a branch that has nothing to plan. */
export interface Around {
  readonly table: string;
  readonly claims: readonly SeenClaim[];
  /** Absent: nobody knows what a branch would be measured against. */
  readonly branches: BranchesAtWork | undefined;
}

const MOST_CLAIMS = 8;
const MOST_BRANCHES = 8;
const MOST_FILES = 3;
const MONTHS_MS = 90 * 24 * 3600 * 1000;

/** Claims in force and open branches, the newest few of each. */
export function aroundLines(
  { table, claims, branches }: Around,
  shown: { readonly now: WallTime; readonly below: string; readonly columns: number },
): readonly string[] {
  const inForce = claims.filter(({ over, record }) => !over && record.paths.length > 0);
  const head =
    inForce.length === 0
      ? `Claims   none in force on ${escapeText(table, 60)}`
      : `Claims   in force on ${escapeText(table, 60)}`;
  const few = branches === undefined ? undefined : fewOf(branches, shown.now);
  return [
    '',
    head,
    ...inForce.slice(0, MOST_CLAIMS).flatMap((claim) => claimLines(claim, shown.now)),
    ...(inForce.length > MOST_CLAIMS
      ? [`  and ${inForce.length - MOST_CLAIMS} more: agentic-plan status`]
      : []),
    ...(few === undefined ? [] : branchesLines(few, { ...shown, mostFiles: MOST_FILES })),
  ];
}

const claimLines = ({ record, mine }: SeenClaim, now: WallTime): readonly string[] => [
  `  ● ${listTexts(record.paths, 6)}`,
  `      ${mine ? 'you, ' : ''}${whoHolds(record)}, ${escapeText(record.title ?? record.task, 60)}, until ${clock(wallTime(record.at + record.leaseS * 1000), now)}`,
];

/** What nobody has touched for months is at nobody's work. */
function fewOf(all: BranchesAtWork, now: WallTime): BranchesAtWork {
  const recent = all.branches.filter(({ at }) => now - at < MONTHS_MS);
  const branches = recent.slice(0, MOST_BRANCHES);
  return { ...all, branches, leftOut: all.leftOut + all.branches.length - branches.length };
}
