/** Names that must not be mixed up. A brand costs nothing at run time; each is made by its one function below. */
declare const brand: unique symbol;
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** `[a-z0-9][a-z0-9_-]{0,63}` */
export type TaskId = Brand<string, 'TaskId'>;
/** Name of an agent as configured, e.g. `claude`. */
export type AgentId = Brand<string, 'AgentId'>;
/** `<target>-<8 hex>[-<attempt>]`, or `hand` for claims taken without a plan. */
export type RunId = Brand<string, 'RunId'>;
/** `c-` and 12 lower-case hex digits. */
export type ClaimId = Brand<string, 'ClaimId'>;
/** What makes a task the same task: 12 hex digits, and for a given one 8 more behind a dash; see `digestTask`. */
export type TaskDigest = Brand<string, 'TaskDigest'>;
/** A full git object name: 40 (SHA-1) or 64 (SHA-256) lower-case hex digits. */
export type Oid = Brand<string, 'Oid'>;
/** A fully qualified ref, `refs/…`. */
export type RefName = Brand<string, 'RefName'>;
/**
 * A path relative to the root of the repository, `/` between components, as git has it. Bytes that are not
 * valid UTF-8 are lone surrogates U+DC80…U+DCFF (Python's surrogateescape); `git/path-bytes.ts` converts.
 */
export type RepoPath = Brand<string, 'RepoPath'>;
/** The part of a lock's ref after `refs/agentic/locks/`: the folded, escaped path. */
export type LockName = Brand<string, 'LockName'>;

// Whoever calls one of these says that the text is what the brand promises: it was checked, or is made so right here. (`oid` is
// what everybody calls a variable.)

export const taskId = (text: string): TaskId => text as TaskId;
export const agentId = (text: string): AgentId => text as AgentId;
export const runId = (text: string): RunId => text as RunId;
export const claimId = (text: string): ClaimId => text as ClaimId;
export const taskDigest = (text: string): TaskDigest => text as TaskDigest;
export const oidOf = (text: string): Oid => text as Oid;
export const refName = (text: string): RefName => text as RefName;
export const repoPath = (text: string): RepoPath => text as RepoPath;
export const lockName = (text: string): LockName => text as LockName;
