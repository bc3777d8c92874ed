import {
  type ChangeVerdict,
  type ClaimOnPaths,
  isRefused,
  type WorkNote,
  type WorkRefusal,
} from '../../core/claim/judge-change.ts';
import type { EndedState } from '../../core/claim/record.ts';
import type { TaskLine } from '../../core/claim/task-line.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import type { WallTime } from '../../core/model/time.ts';
import { count } from '../count.ts';
import { escapeText } from '../escape.ts';
import { listTexts } from '../list-texts.ts';
import { clock } from '../times.ts';
import { claimJson } from './claimed.ts';
import { holderJson } from './held-claims.ts';
import { unknownLine, whoHolds } from './held-line.ts';

/** A change that was checked, as people are told of it. */
export interface ChangeTold {
  readonly table: string;
  readonly base: { readonly name: string };
  readonly paths: readonly RepoPath[];
  readonly verdict: ChangeVerdict;
  readonly originUnknown: boolean;
  readonly now: WallTime;
  /** A time of day, in the zone of whoever reads. */
  readonly at?: (at: WallTime, now: WallTime) => string;
}

/** `must not be merged: 3 paths against github.com/acme/shop`, and one text for each reason, first those that refuse. */
export function changeText(change: ChangeTold): string {
  const { refusals, notes } = changeLines(change);
  return `${[changeHeading(change), ...refusals, ...notes].join('\n')}\n`;
}

export const changeHeading = ({ verdict, paths, base, table }: ChangeTold): string =>
  `${isRefused(verdict) ? 'must not be merged' : 'may be merged'}: ${count(paths.length, 'changed path')} since ${escapeText(base.name, 60)} against ${escapeText(table)}        read-only: nothing is pushed`;

/** Each one or more lines of text. */
export function changeLines(change: ChangeTold): {
  readonly refusals: readonly string[];
  readonly notes: readonly string[];
} {
  const { held, unknown, works, notes } = change.verdict;
  return {
    refusals: [
      ...held.map((claim) => heldText(claim, change)),
      ...unknown.map(
        ({ lock, paths }) =>
          `${unknownLine(listTexts(paths), lock)}\n      agentic-plan release --force <path>   deletes that lock, once nobody works on it`,
      ),
      ...works.map((work) => workText(work, change)),
    ],
    notes: [
      ...notes.map(noteText),
      ...(change.originUnknown
        ? ['  ? the remote does not say of which branch this is: claims taken on it count as those of others']
        : []),
    ],
  };
}

function heldText({ record, paths }: ClaimOnPaths, { now, at = clock }: ChangeTold): string {
  const until = at((record.at + record.leaseS * 1000) as WallTime, now);
  const on = record.branch === undefined ? '' : ` on ${escapeText(record.branch, 60)}`;
  return [
    `  ● ${listTexts(paths)}   claimed by ${whoHolds(record)} for ${escapeText(record.task)}${on} until ${until}`,
    `      wait until it is given back: agentic-plan release ${record.claim}   (somebody else: with --force)`,
  ].join('\n');
}

const HOW: Readonly<Record<EndedState, string>> = {
  released: 'was given back',
  evicted: 'was ended by somebody else',
  barred: 'was never in force',
  done: 'ended',
};

function workText(refusal: WorkRefusal, { now, at = clock }: ChangeTold): string {
  const { work, last } = refusal;
  const what = `  ✗ ${work.commit.slice(0, 12)} calls itself the work of ${taskOf(work.line)}`;
  if (refusal.why === 'not-published') {
    const until = at((last.at + last.leaseS * 1000) as WallTime, now);
    return `${what}, which ${whoHolds(last)} still holds until ${until} and has not published`;
  }
  const how = last.state in HOW ? HOW[last.state as EndedState] : 'was taken over';
  const why = last.reason === undefined ? '' : ` (${escapeText(last.reason, 100)})`;
  const by = refusal.by === undefined ? '' : `; ${whoHolds(refusal.by)} has the task now`;
  return [
    `${what}, whose claim ${work.line.claim} ${how}${why} without being published${by}`,
    '      take the commit out, or claim its files on this branch and commit them without that line',
  ].join('\n');
}

const noteText = ({ why, work }: WorkNote): string =>
  why === 'gone'
    ? `  ? ${work.commit.slice(0, 12)} calls itself the work of ${taskOf(work.line)}: no ref tells of that claim any more`
    : `  ? ${work.commit.slice(0, 12)} calls itself the work of ${taskOf(work.line)}, which was published as another commit`;

const taskOf = ({ run, task }: TaskLine): string => escapeText(`${run}/${task}`);

/** The same for programs. */
export const changeJson = (change: ChangeTold): Record<string, unknown> => ({
  version: 1,
  command: 'check',
  outcome: isRefused(change.verdict) ? 'must-not-be-merged' : 'may-be-merged',
  changed: false,
  table: change.table,
  paths: change.paths.length,
  held: change.verdict.held.map(({ record, paths }) => ({
    ...claimJson(record, change.now),
    holder: holderJson(record),
    shared: paths,
    branch: record.branch === undefined ? null : escapeText(record.branch),
  })),
  unknown: change.verdict.unknown.map(({ lock, paths }) => ({ lock, shared: paths })),
  works: [...change.verdict.works, ...change.verdict.notes].map(({ why, work }) => ({
    commit: work.commit,
    run: work.line.run,
    task: work.line.task,
    claim: work.line.claim,
    why,
  })),
  next: [],
  problems: [],
});
