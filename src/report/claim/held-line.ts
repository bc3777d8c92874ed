import { whoHolds as rawHolder } from '../../core/claim/holder.ts';
import type { ClaimRecord } from '../../core/claim/record.ts';
import type { LockName } from '../../core/model/ids.ts';
import type { WallTime } from '../../core/model/time.ts';
import { escapeText } from '../escape.ts';
import { clock } from '../times.ts';

const LONGEST_NAME = 200;

/** `claude (Ana, fix/422)`: escaped and cut, since anybody who can push may have written it. */
export const whoHolds = (record: Pick<ClaimRecord, 'holder' | 'agent'> | undefined): string =>
  record ? escapeText(rawHolder(record), LONGEST_NAME) : 'unknown';

/** `● src/a.ts   claimed by claude (Ana, fix/422) for tidy-up until 14:32`; `paths`: as they are shown, escaped. */
export const heldLine = (paths: string, record: ClaimRecord, now: WallTime): string =>
  `  ● ${paths}   claimed by ${whoHolds(record)} for ${escapeText(record.task)} until ${clock((record.at + record.leaseS * 1000) as WallTime, now)}`;

/** The same for a lock whose record cannot be read. */
export const unknownLine = (paths: string, lock: LockName): string =>
  `  ● ${paths}   held by unknown: the record of ${escapeText(lock)} cannot be read`;
