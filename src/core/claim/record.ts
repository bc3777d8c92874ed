import * as v from 'valibot';
import type { AgentId, ClaimId, LockName, Oid, RepoPath, RunId, TaskDigest, TaskId } from '../model/ids.ts';
import { taskDigest } from '../model/ids.ts';
import type { WallTime } from '../model/time.ts';
import type { Holder } from './holder.ts';

/** What one commit on a task ref says, in its message, as JSON. The schema below is the format; this is its type. */
export interface ClaimRecord {
  readonly version: 1;
  readonly state: ClaimState;
  /** 128 random bits, hex: no two state commits are ever the same object. */
  readonly nonce: string;
  readonly claim: ClaimId;
  /** First commit of the claim; absent in that commit itself, since it cannot name itself. */
  readonly anchor?: Oid;
  readonly run: RunId;
  readonly task: TaskId;
  readonly title?: string;
  /** Which task it is, whatever its id; claims by hand have none. */
  readonly digest?: TaskDigest;
  /** Of a batch: the tasks that are done with it. */
  readonly members?: readonly MemberOfRecord[];
  readonly agent?: AgentId;
  readonly holder: Holder;
  /** Of a CI run: which of its waves it was given out for, from 1. */
  readonly wave?: number;
  /** What the task ref shows until this claim is there, where its parent is an ended state that no ref ever shows. */
  readonly replaces?: Oid;
  /** The branch that was checked out where it was taken; absent: none was, or an earlier version wrote it. */
  readonly branch?: string;
  readonly locks: readonly LockName[];
  /** The true paths, for people; as many as locks, in the same order. Surrogates are written as JSON escapes. */
  readonly paths: readonly RepoPath[];
  readonly base?: Oid;
  /** By the writer's wall clock, milliseconds. */
  readonly at: WallTime;
  readonly leaseS: number;
  /** Version of Unicode that the lock names were folded with. */
  readonly unicode: string;
  /** Why an ended claim ended, or whom it was taken from; for people. */
  readonly reason?: string;
  /** What a finished task leaves: the published commit (absent where nothing changed) and the handoff. */
  readonly result?: Oid;
  readonly handoff?: Handoff;
}

/** A task that is done together with others, under one claim. */
export interface MemberOfRecord {
  readonly task: TaskId;
  readonly digest: TaskDigest;
}

/** A record, and where it is a batch's what it says of each of its tasks: that it is as the whole. */
export const recordsIn = (record: ClaimRecord): readonly ClaimRecord[] => [
  record,
  ...(record.members ?? []).map(({ task, digest }) => ({ ...record, task, digest })),
];

/** What a finished task leaves to those that need it. */
export interface Handoff {
  readonly summary: string;
  readonly paths: readonly RepoPath[];
  readonly outputs: Readonly<Record<string, string>>;
}

/** Reasons that are read again: the agent left nothing; a person takes the task for done, whatever it was done as. */
export const EMPTY = 'empty';
const ACCEPTED = 'accepted';

export const acceptedAs = (digest?: TaskDigest): string =>
  digest === undefined ? ACCEPTED : `${ACCEPTED} ${digest}`;

/** Nothing, where it was not accepted; `as`: what the work says that it is. */
export function readAccepted({ state, reason }: ClaimRecord): { readonly as?: TaskDigest } | undefined {
  const [word, as] = state === 'done' && reason !== undefined ? reason.split(' ') : [];
  if (word !== ACCEPTED) return undefined;
  return as === undefined ? {} : { as: taskDigest(as) };
}

/** A branch with a longer name is not said. */
export const LONGEST_BRANCH = 500;

const LIVE_STATES = ['claimed', 'renewed', 'widened'] as const;
const ENDED_STATES = ['released', 'evicted', 'barred', 'done'] as const;
export type LiveState = (typeof LIVE_STATES)[number];
export type EndedState = (typeof ENDED_STATES)[number];
export type ClaimState = LiveState | EndedState;

export const isLive = (record: ClaimRecord): boolean => LIVE_STATES.some((state) => state === record.state);

/** What several kinds of messages are made of. */
export const hex = (length: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${length}}$`)));
const oid = v.pipe(v.string(), v.regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/));
export const text = (length: number) => v.pipe(v.string(), v.maxLength(length));
export const name = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/));

export const HolderSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('process'),
    host: text(200),
    name: text(200),
    boot: text(200),
    namespace: text(200),
    pid: v.pipe(v.number(), v.integer()),
    started: text(200),
  }),
  v.strictObject({ kind: v.literal('session'), id: text(200), name: text(200) }),
  v.strictObject({
    kind: v.literal('ci'),
    repository: text(300),
    run: text(100),
    attempt: v.pipe(v.number(), v.integer()),
  }),
]);

const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{12}(-[0-9a-f]{8})?$/));

const RecordSchema = v.strictObject({
  version: v.literal(1),
  state: v.picklist([...LIVE_STATES, ...ENDED_STATES]),
  nonce: hex(32),
  claim: v.pipe(v.string(), v.regex(/^c-[0-9a-f]{12}$/)),
  anchor: v.optional(oid),
  run: name,
  task: name,
  title: v.optional(text(1000)),
  digest: v.optional(digest),
  members: v.optional(v.pipe(v.array(v.strictObject({ task: name, digest })), v.maxLength(100))),
  agent: v.optional(text(200)),
  holder: HolderSchema,
  wave: v.optional(v.pipe(v.number(), v.integer())),
  replaces: v.optional(oid),
  branch: v.optional(text(LONGEST_BRANCH)),
  locks: v.array(text(1100)),
  paths: v.array(text(5000)),
  base: v.optional(oid),
  at: v.pipe(v.number(), v.integer()),
  leaseS: v.optional(v.unknown()), // anything: see `clampLease`
  unicode: text(20),
  reason: v.optional(text(1000)),
  result: v.optional(oid),
  handoff: v.optional(
    v.strictObject({
      summary: text(20_000),
      paths: v.array(text(5000)),
      outputs: v.record(text(200), text(20_000)),
    }),
  ),
});

/** What a state commit's message turned out to be. Everything but a record is held by *unknown*. */
export type ReadRecord =
  | { readonly kind: 'record'; readonly record: ClaimRecord }
  | { readonly kind: 'newer-version'; readonly version: number }
  | { readonly kind: 'unreadable' };

const MOST_LEASE_S = 31 * 24 * 3600;

/** A lease that is missing, negative or endless lasts as long as the longest: nothing that can be read is held for ever. */
const clampLease = (lease: unknown): number =>
  typeof lease === 'number' && lease >= 0.001 && lease <= MOST_LEASE_S ? lease : MOST_LEASE_S;

/**
 * Reads a message that anybody who can push may have written. Only the exact text that `writeRecord` makes is a record:
 * that refuses duplicate keys, prototype tricks and trailing bytes at once.
 */
export function readRecord(message: string): ReadRecord {
  let value: unknown;
  try {
    value = JSON.parse(message);
  } catch {
    return { kind: 'unreadable' };
  }
  if (typeof value !== 'object' || value === null) return { kind: 'unreadable' };
  const version = Object.getOwnPropertyDescriptor(value, 'version')?.value;
  if (typeof version === 'number' && version > 1) return { kind: 'newer-version', version };
  const checked = v.safeParse(RecordSchema, value);
  if (!checked.success) return { kind: 'unreadable' };
  const record = checked.output as unknown as ClaimRecord; // the brands that the schema has just proved
  if (writeRecord(record) !== message) return { kind: 'unreadable' };
  return { kind: 'record', record: { ...record, leaseS: clampLease(record.leaseS) } };
}

export const writeRecord = (record: ClaimRecord): string => spell(record);

/** The one spelling of a message of ours: keys sorted, no spaces, one newline; lone surrogates as JSON escapes. */
export const spell = (message: object): string =>
  `${JSON.stringify(message, (_key, value: unknown) => (isPlainObject(value) ? sortKeys(value) : value))}\n`;

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function sortKeys(object: Record<string, unknown>): Record<string, unknown> {
  const sorted: [string, unknown][] = Object.entries(object).filter(([, value]) => value !== undefined);
  sorted.sort(([a], [b]) => (a < b ? -1 : 1));
  // `fromEntries` makes own properties, also of `__proto__`
  return Object.fromEntries(sorted);
}
