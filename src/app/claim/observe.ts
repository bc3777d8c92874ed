import { readDecisions } from '../../core/claim/decision-record.ts';
import { findMisplaced } from '../../core/claim/find-misplaced.ts';
import { type Holder, holderKey, isEarlierAttempt } from '../../core/claim/holder.ts';
import { type BootInstant, isExpired, type Sighting } from '../../core/claim/lease.ts';
import { type ClaimRecord, isLive, readRecord } from '../../core/claim/record.ts';
import type { ObjectSight } from '../../core/claim/ref-transaction.ts';
import { DECISIONS, LOCKS, lockRef, TASKS, taskRef, WAITS } from '../../core/claim/refs.ts';
import { readTable, type TableView } from '../../core/claim/table.ts';
import { readWaits, type WaitSeen } from '../../core/claim/wait-record.ts';
import type { Decision } from '../../core/model/decision.ts';
import type { LockName, Oid, RefName } from '../../core/model/ids.ts';
import type { Looked } from '../ports/ref-store.ts';
import { bootInstant, type Claimant } from './claimant.ts';

/** What a look showed, and which of the claims in it this observer may call over. */
export interface Observation {
  readonly view: TableView;
  readonly isOver: (ref: RefName, value: Oid, record: ClaimRecord) => boolean;
  /** Who is in line; empty unless asked for. */
  readonly waits: readonly WaitSeen[];
  /** Refs where none of ours can stand; empty unless all was looked at. */
  readonly misplaced: readonly RefName[];
}

export interface LookWish {
  /** Locks that would exclude one of these, or all. */
  readonly locks: readonly LockName[] | 'all';
  readonly taskRefs: readonly RefName[];
  /** Also who is in line, at no further network call. */
  readonly waits?: boolean;
}

/**
 * Looks at the table: locks first, then the task refs, so that what a task ref says is newer than the lock that led to
 * it, which is what makes litter safe to reap.
 */
export async function observe(claimant: Claimant, wish: LookWish): Promise<Looked<Observation>> {
  const asked = bootInstant(claimant.machine);
  const lockScopes = wish.locks === 'all' ? [LOCKS] : wish.locks.flatMap(scopesAround);
  const locks = lockScopes.length > 0 ? await claimant.store.list(lockScopes) : emptyListing;
  if (!locks.ok) return locks;
  const anchors = await claimant.store.read([...new Set(locks.value.values())]);
  const taskScopes = [...new Set([...wish.taskRefs, ...taskRefsOf(anchors)]), ...(wish.waits ? [WAITS] : [])];
  const later = await listLater(claimant, wish, taskScopes);
  if (!later.ok) return later;
  const tasks = [...later.value].filter(([ref]) => ref.startsWith(TASKS) || ref.startsWith(WAITS));
  const tips = await claimant.store.read([...new Set(tasks.map(([, tip]) => tip))]);
  const refs = new Map([...locks.value, ...tasks]);
  const isNothing = refs.size === 0 && later.value.size === 0;
  if (wish.locks === 'all' && isNothing && (await claimant.store.hidesRefs())) return HIDDEN;
  const objects = new Map([...anchors, ...tips]);
  const misplaced = wish.locks === 'all' ? findMisplaced(later.value.keys()) : [];
  return { ok: true, value: { ...(await interpret(claimant, { refs, objects, asked })), misplaced } };
}

/** What is listed after the locks; in a look at everything that is all of ours, at no further network call. */
function listLater(
  claimant: Claimant,
  wish: LookWish,
  scopes: readonly RefName[],
): Promise<Looked<ReadonlyMap<RefName, Oid>>> {
  if (wish.locks === 'all') return claimant.store.listOurs();
  return scopes.length > 0 ? claimant.store.list(scopes) : Promise.resolve(emptyListing);
}

/** What a look for showing has besides: what people said of tasks. */
export interface Glance extends Observation {
  readonly decisions: readonly Decision[];
}

/**
 * The whole table in one look, which is one network call, for showing only: a lock may be newer than the task ref that
 * is seen with it, so nothing may be evicted or reaped by it.
 */
export async function glance(claimant: Claimant): Promise<Looked<Glance>> {
  const asked = bootInstant(claimant.machine);
  const refs = await claimant.store.list([LOCKS, TASKS, DECISIONS]);
  if (!refs.ok) return refs;
  if (refs.value.size === 0 && (await claimant.store.hidesRefs({ lately: true }))) return HIDDEN;
  const objects = await claimant.store.read([...new Set(refs.value.values())]);
  return {
    ok: true,
    value: {
      ...(await interpret(claimant, { refs: refs.value, objects, asked })),
      misplaced: [],
      decisions: readDecisions(refs.value, objects).map(({ decision }) => decision),
    },
  };
}

/** Nothing seen is no answer where refs are kept from who looks. */
export const HIDDEN = {
  ok: false,
  failure: { kind: 'unreadable-refs', detail: 'refs that pushes are told of are not shown to who fetches' },
} as const satisfies Looked<never>;

async function interpret(
  claimant: Claimant,
  seen: {
    readonly refs: ReadonlyMap<RefName, Oid>;
    readonly objects: ReadonlyMap<Oid, ObjectSight>;
    /** When the look began. */
    readonly asked: BootInstant;
  },
): Promise<Omit<Observation, 'misplaced'>> {
  const { refs, objects, asked } = seen;
  const view = readTable(refs, objects);
  const waits = readWaits(refs, objects);
  const sightings = await remember(claimant, refs);
  const isGone = (ref: RefName, value: Oid, record: ClaimRecord): boolean =>
    isEarlierAttempt(record.holder, claimant.holder) ||
    isExpired({ sighting: sightings.get(ref), value, at: record.at, leaseS: record.leaseS, now: asked });
  const dead = await findDead(claimant, view, isGone);
  return {
    view,
    waits,
    isOver: (ref, value, record) => dead.has(holderKey(record.holder)) || isGone(ref, value, record),
  };
}

const emptyListing: Looked<ReadonlyMap<RefName, Oid>> = { ok: true, value: new Map() };

/** The refs that could exclude a lock: itself, all above it, all below it. */
function scopesAround(lock: LockName): readonly RefName[] {
  const components = lock.split('/');
  const above = components.map((_, at) => lockRef(components.slice(0, at + 1).join('/') as LockName));
  return [...above, `${lockRef(lock)}/` as RefName];
}

function taskRefsOf(anchors: ReadonlyMap<Oid, ObjectSight>): readonly RefName[] {
  return [...anchors.values()].flatMap((sight) => {
    const read = sight.kind === 'commit' ? readRecord(sight.message) : undefined;
    return read?.kind === 'record' ? [taskRef(read.record.run, read.record.task)] : [];
  });
}

/**
 * The holders of what is in force or may still land that cannot be alive, by their keys. Those whose claims are over
 * anyway, or who asks, are not asked about: the answer for a CI run comes from its host.
 */
async function findDead(
  claimant: Claimant,
  view: TableView,
  isGone: Observation['isOver'],
): Promise<ReadonlySet<string>> {
  const own = holderKey(claimant.holder);
  const holders = new Map<string, Holder>();
  const add = (ref: RefName, value: Oid, record: ClaimRecord): void => {
    const key = holderKey(record.holder);
    if (key !== own && !isGone(ref, value, record)) holders.set(key, record.holder);
  };
  for (const { ref, tip, read } of view.tasks.values())
    if (read.kind === 'record' && isLive(read.record)) add(ref, tip, read.record);
  for (const { lock, anchor, standing } of view.locks.values())
    if (standing.kind === 'pending') add(lockRef(lock), anchor, standing.anchor);
  const judged = await Promise.all(
    [...holders].map(async ([key, holder]) => ({ key, isDead: await claimant.isKnownDead(holder) })),
  );
  return new Set(judged.filter(({ isDead }) => isDead).map(({ key }) => key));
}

/** Since when each ref has been at its value; the reading is dated after the look, so that an age is never overstated. */
async function remember(
  claimant: Claimant,
  refs: ReadonlyMap<RefName, Oid>,
): Promise<ReadonlyMap<RefName, Sighting>> {
  const before = await claimant.sightings.load();
  const seen = bootInstant(claimant.machine);
  const after = new Map(before);
  let changed = false;
  for (const [ref, value] of refs) {
    // who waits keeps its own times; a decision has no end
    if (ref.startsWith(WAITS) || ref.startsWith(DECISIONS)) continue;
    const known = before.get(ref);
    if (known?.value === value && known.boot === seen.boot) continue;
    after.set(ref, { ...seen, value });
    changed = true;
  }
  if (changed) await claimant.sightings.save(after);
  return after;
}
