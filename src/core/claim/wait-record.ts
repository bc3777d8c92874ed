import * as v from 'valibot';
import type { AgentId, LockName, Oid, RefName, RepoPath, RunId, TaskId } from '../model/ids.ts';
import { refName } from '../model/ids.ts';
import type { WallTime } from '../model/time.ts';
import type { Holder } from './holder.ts';
import { HolderSchema, hex, name, spell, text } from './record.ts';
import type { ObjectSight } from './ref-transaction.ts';
import { WAITS } from './refs.ts';

/** What a ref below `refs/agentic/waits/` says: who is in line for which paths. Its loss costs fairness, nothing else. */
export interface WaitRecord {
  readonly version: 1;
  /** One more than the highest that was seen of those who want the same. */
  readonly ticket: number;
  /** 128 random bits, hex: names the ref, and puts equal tickets in an order. */
  readonly nonce: string;
  readonly holder: Holder;
  readonly agent?: AgentId;
  readonly run: RunId;
  readonly task: TaskId;
  readonly locks: readonly LockName[];
  /** The true paths, for people. */
  readonly paths: readonly RepoPath[];
  /** By the writer's wall clock. */
  readonly at: WallTime;
  /** How long it waits at most. */
  readonly waitS: number;
}

const MOST_TICKETS = 1_000_000_000;

const WaitSchema = v.strictObject({
  version: v.literal(1),
  ticket: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_TICKETS)),
  nonce: hex(32),
  holder: HolderSchema,
  agent: v.optional(text(200)),
  run: name,
  task: name,
  locks: v.array(text(1100)),
  paths: v.array(text(5000)),
  at: v.pipe(v.number(), v.integer()),
  waitS: v.pipe(v.number(), v.minValue(0), v.maxValue(24 * 3600)),
});

export const writeWait = (record: WaitRecord): string => spell(record);

/** Reads a message that anybody who can push may have written; what is not ours is no wait. */
function readWait(message: string): WaitRecord | undefined {
  try {
    const checked = v.safeParse(WaitSchema, JSON.parse(message));
    if (!checked.success) return undefined;
    return checked.output as unknown as WaitRecord; // the brands that the schema has just proved
  } catch {
    return undefined;
  }
}

/** Somebody in line, as a listing shows it. */
export interface WaitSeen {
  readonly ref: RefName;
  readonly tip: Oid;
  readonly record: WaitRecord;
}

/** The waits of a listing; each under the name that it gives itself. */
export function readWaits(
  refs: ReadonlyMap<RefName, Oid>,
  objects: ReadonlyMap<Oid, ObjectSight>,
): readonly WaitSeen[] {
  return [...refs].flatMap(([ref, tip]): readonly WaitSeen[] => {
    if (!ref.startsWith(WAITS)) return [];
    const sight = objects.get(tip);
    const record = sight?.kind === 'commit' ? readWait(sight.message) : undefined;
    return record !== undefined && ref === waitRef(record.nonce) ? [{ ref, tip, record }] : [];
  });
}

export const waitRef = (nonce: string): RefName => refName(`${WAITS}${nonce}`);
