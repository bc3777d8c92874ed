/** What started the workflow, as far as a plan needs it. */
export type CiEvent =
  /**
   * Somebody's change that is not merged yet, or may have been checked out: it is compared with `base`, and the
   * configuration is read from there.
   */
  | {
      readonly kind: 'proposal';
      readonly base: string;
      /** Absent: an entry of a merge queue. */
      readonly pull?: PullFacts;
      /** The number of the pull request that such an entry is of. */
      readonly queued?: number;
    }
  /** `before` is absent for a new branch and for a history that nobody told. */
  | { readonly kind: 'push'; readonly before?: string }
  /** There is nothing to look at; a sentence says so. */
  | { readonly kind: 'nothing'; readonly why: NothingWhy; readonly event: string }
  /** The repository's own state, as somebody who may write to it has asked for it. */
  | { readonly kind: 'own' }
  /** It should say what it is based on, and does not: the configuration might be anybody's. */
  | { readonly kind: 'unreadable'; readonly event: string };

export type NothingWhy = 'branch-deleted' | 'tag-pushed' | 'closed' | 'other-event';

/** The pull request that an event is about. Names in it are data: shown, compared, never part of a command. */
export interface PullFacts {
  readonly number: number;
  /** The commit that the event is about; the pull request may be further by now. */
  readonly head: string;
  readonly headBranch: string;
  readonly baseBranch: string;
  readonly title: string;
  /** Its branch is in another repository, or that repository is gone: nothing may be written for it. */
  readonly isFork: boolean;
}

const OID = /^([0-9a-f]{40}|[0-9a-f]{64})$/;
const ZERO = /^0+$/;

// Only whoever may write to the repository starts these, and what is checked out is the repository's own. Without a name
// somebody runs the bundle by hand.
const OWN = new Set(['', 'repository_dispatch', 'schedule', 'workflow_dispatch']);

/**
 * Reads the facts of GitHub's event payload. Everything in it was written by others. `payload` undefined: there is none,
 * or it cannot be read. Each event but those that are named here has nothing to plan: what its workflow has checked out
 * (`pull_request_target`, `workflow_run`, `issue_comment`, …) may be anybody's.
 */
export function parseEvent(name: string, payload: unknown): CiEvent {
  if (name === 'pull_request') return parsePull(payload);
  if (name === 'merge_group') return parseQueued(payload);
  if (name === 'push') return parsePush(payload);
  return OWN.has(name) ? { kind: 'own' } : { kind: 'nothing', why: 'other-event', event: name };
}

/** A branch's name is data: asked for by name, and no option of anything. */
export function defaultBranchOf(payload: unknown): string | undefined {
  const name = valueAt(payload, ['repository', 'default_branch']);
  return typeof name === 'string' && /^[\w][\w./-]{0,200}$/.test(name) ? name : undefined;
}

/** Whether an App, or another account that is nobody's, has caused it. */
export const isByBot = (payload: unknown): boolean => valueAt(payload, ['sender', 'type']) === 'Bot';

const based = (event: string, base: string | undefined): CiEvent =>
  base === undefined ? { kind: 'unreadable', event } : { kind: 'proposal', base };

// refs/heads/gh-readonly-queue/main/pr-128-95d09f2b10159347eece71399a7e2e907ea3df4f
const QUEUED = /^refs\/heads\/gh-readonly-queue\/.+\/pr-([1-9]\d{0,14})-[0-9a-f]{40,64}$/;

function parseQueued(payload: unknown): CiEvent {
  const found = based('merge_group', oidAt(payload, ['merge_group', 'base_sha']));
  const ref = valueAt(payload, ['merge_group', 'head_ref']);
  const number = typeof ref === 'string' ? QUEUED.exec(ref)?.[1] : undefined;
  return found.kind === 'proposal' && number !== undefined ? { ...found, queued: Number(number) } : found;
}

function parsePull(payload: unknown): CiEvent {
  if (valueAt(payload, ['action']) === 'closed')
    return { kind: 'nothing', why: 'closed', event: 'pull_request' };
  const found = based('pull_request', oidAt(payload, ['pull_request', 'base', 'sha']));
  const pull = pullFacts(payload);
  return found.kind === 'proposal' && pull ? { ...found, pull } : found;
}

/** Undefined: not enough to write to it. */
function pullFacts(payload: unknown): PullFacts | undefined {
  const number = valueAt(payload, ['pull_request', 'number']);
  const head = oidAt(payload, ['pull_request', 'head', 'sha']);
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1 || head === undefined)
    return undefined;
  const text = (...keys: readonly string[]): string => {
    const value = valueAt(payload, ['pull_request', ...keys]);
    return typeof value === 'string' ? value : '';
  };
  const [from, to] = [text('head', 'repo', 'full_name'), text('base', 'repo', 'full_name')];
  return {
    number,
    head,
    headBranch: text('head', 'ref'),
    baseBranch: text('base', 'ref'),
    title: text('title'),
    isFork: from === '' || from !== to,
  };
}

function parsePush(payload: unknown): CiEvent {
  const nothing = (why: NothingWhy): CiEvent => ({ kind: 'nothing', why, event: 'push' });
  if (valueAt(payload, ['deleted']) === true) return nothing('branch-deleted');
  const ref = valueAt(payload, ['ref']);
  if (typeof ref === 'string' && ref.startsWith('refs/tags/')) return nothing('tag-pushed');
  const before = oidAt(payload, ['before']);
  if (before === undefined) return { kind: 'unreadable', event: 'push' };
  return ZERO.test(before) ? { kind: 'push' } : { kind: 'push', before };
}

function oidAt(payload: unknown, keys: readonly string[]): string | undefined {
  const value = valueAt(payload, keys);
  return typeof value === 'string' && OID.test(value) ? value : undefined;
}

function valueAt(payload: unknown, keys: readonly string[]): unknown {
  let value = payload;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}
