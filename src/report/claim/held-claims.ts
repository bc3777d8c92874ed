import type { Obstacle } from '../../core/claim/decide-take.ts';
import { holderName } from '../../core/claim/holder.ts';
import type { ClaimRecord } from '../../core/claim/record.ts';
import type { LockName, Oid, RepoPath } from '../../core/model/ids.ts';
import { isoSeconds, type WallTime, wallTime } from '../../core/model/time.ts';
import { escapeText } from '../escape.ts';
import { escapedOrNull } from './claimed.ts';

/** A claim in the way, as people and scripts are told about it. */
export interface HeldBy {
  readonly path: RepoPath;
  readonly lock: LockName;
  /** Absent: held by unknown. */
  readonly record?: ClaimRecord;
  readonly since?: WallTime;
  readonly renewed?: WallTime;
  readonly until?: WallTime;
  /** `newer`: made by a version of ours that we cannot read; `landing`: its push is still under way; `forged`: its
   * record does not name this path. */
  /** A claim of whoever is told, for another task. */
  readonly mine?: true;
  readonly note?: 'newer' | 'landing' | 'unreadable' | 'forged';
}

/** `mine`: anchors of claims of whoever is told; their own are not another's. */
export function heldBy(
  obstacles: readonly Obstacle[],
  mine: ReadonlySet<Oid> = new Set(),
): readonly HeldBy[] {
  return obstacles.flatMap((obstacle): readonly HeldBy[] =>
    obstacle.locks.map((lock) => {
      const own = mine.has(obstacle.anchor) ? ({ mine: true } as const) : {};
      const bare = { lock: lock.lock, path: lock.lock as string as RepoPath, ...own };
      if (obstacle.kind === 'unknown') {
        const newer = lock.standing.kind === 'unknown' && lock.standing.newerVersion !== undefined;
        return { ...bare, note: newer ? 'newer' : 'unreadable' };
      }
      if (obstacle.kind === 'ended') return bare;
      const record = obstacle.kind === 'live' ? obstacle.tip : obstacle.anchorRecord;
      const note = lock.forged
        ? ({ note: 'forged' } as const)
        : obstacle.kind === 'pending'
          ? ({ note: 'landing' } as const)
          : {};
      return {
        ...bare,
        path: truePath(record, lock.lock),
        record,
        ...times(record, obstacle.anchorRecord),
        ...note,
      };
    }),
  );
}

/** The path as its holder wrote it; a lock that the record does not name is shown by its own name. */
const truePath = (record: ClaimRecord, lock: LockName): RepoPath =>
  record.paths[record.locks.indexOf(lock)] ?? (lock as string as RepoPath);

const times = (
  tip: ClaimRecord,
  anchor: ClaimRecord,
): { since: WallTime; renewed: WallTime; until: WallTime } => ({
  since: anchor.at,
  renewed: tip.at,
  until: wallTime(tip.at + tip.leaseS * 1000),
});

const LONGEST_NAME = 200;

/** Who holds, without the agent, which JSON has beside it. */
export const holderJson = (record: Pick<ClaimRecord, 'holder'> | undefined): string =>
  record ? escapeText(holderName(record.holder), LONGEST_NAME) : 'unknown';

/** One entry of `held` in JSON. */
export function heldJson(held: HeldBy, now: WallTime): Record<string, unknown> {
  const { record, since, until, note } = held;
  return {
    path: held.path,
    claim: record?.claim ?? null,
    task: record?.task ?? null,
    title: escapedOrNull(record?.title),
    agent: escapedOrNull(record?.agent),
    holder: holderJson(record),
    since: since === undefined ? null : isoSeconds(since),
    until: until === undefined ? null : isoSeconds(until),
    free_in_s: until === undefined ? null : Math.max(0, Math.ceil((until - now) / 1000)),
    ...(held.mine ? { mine: true } : {}),
    ...(note ? { note } : {}),
  };
}
