/** What started the workflow, as far as a plan needs it. */
export type CiEvent =
  /**
   * Somebody's change that is not merged yet, or may have been checked out: it is compared with `base`, and the
   * configuration is read from there.
   */
  | { readonly kind: 'proposal'; readonly base: string }
  /** `before` is absent for a new branch and for a history that nobody told. */
  | { readonly kind: 'push'; readonly before?: string }
  | { readonly kind: 'branch-deleted' }
  /** The repository's own state, as somebody who may write to it has asked for it. */
  | { readonly kind: 'own' }
  /** It should say what it is based on, and does not: the configuration might be anybody's. */
  | { readonly kind: 'unreadable'; readonly event: string };

const OID = /^([0-9a-f]{40}|[0-9a-f]{64})$/;
const ZERO = /^0+$/;

// Only whoever may write to the repository starts these, and what is checked out is the repository's own.
const OWN = new Set([
  '',
  'create',
  'deployment',
  'page_build',
  'release',
  'registry_package',
  'repository_dispatch',
  'schedule',
  'workflow_dispatch',
]);

/**
 * Reads the facts of GitHub's event payload. Everything in it was written by others: only full object names are taken,
 * and no text of it goes any further. `payload` undefined: there is none, or it cannot be read. `defaultCommit`:
 * `GITHUB_SHA`, which is a commit of the default branch in every event that is neither a push nor about a pull request,
 * whatever the workflow has checked out since (`workflow_run`, `issue_comment` on a pull request, …).
 */
export function parseEvent(name: string, payload: unknown, defaultCommit = ''): CiEvent {
  const based = (base: string | undefined): CiEvent =>
    base === undefined ? { kind: 'unreadable', event: name } : { kind: 'proposal', base };
  if (name.startsWith('pull_request')) return based(oidAt(payload, ['pull_request', 'base', 'sha']));
  if (name === 'merge_group') return based(oidAt(payload, ['merge_group', 'base_sha']));
  if (name === 'push') return parsePush(payload);
  if (OWN.has(name)) return { kind: 'own' };
  return based(OID.test(defaultCommit) ? defaultCommit : undefined);
}

function parsePush(payload: unknown): CiEvent {
  if (valueAt(payload, ['deleted']) === true) return { kind: 'branch-deleted' };
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
