import type { ClaimRecord } from '../claim/record.ts';
import { readWorkReport, type WorkReport } from './work-report.ts';

/** What the states of a task's ref say of the jobs that worked on it. */
export interface TaskHistory {
  readonly ms: number;
  readonly usd: number;
  /** Tries of agents that count. */
  readonly failed: number;
  /** Jobs that left nothing, or whose work was not published through no fault of its own. */
  readonly lost: number;
  /** How the last of them ended. */
  readonly last?: WorkReport;
}

/** A person starts a task anew by another run; so many excused ends are no accident. */
export const MOST_LOST = 3;

/** Of the states of one task, oldest first. */
export function foldHistory(records: readonly ClaimRecord[]): TaskHistory {
  const reports = records.flatMap((record) => readWorkReport(record) ?? []);
  const last = reports.at(-1);
  return {
    ms: reports.reduce((sum, { ms }) => sum + ms, 0),
    usd: reports.reduce((sum, { usd }) => sum + usd, 0),
    failed: reports.filter(({ how }) => how === 'failed').length,
    lost: reports.filter(({ how }) => how === 'lost' || how === 'left').length,
    ...(last === undefined ? {} : { last }),
  };
}

const DAY_MS = 24 * 3600 * 1000;

/** Jobs of CI that were given out within a day before `now`. */
export const jobsWithinADay = (records: readonly ClaimRecord[], now: number): number =>
  records.filter(({ state, holder, at }) => state === 'claimed' && holder.kind === 'ci' && now - at < DAY_MS)
    .length;
