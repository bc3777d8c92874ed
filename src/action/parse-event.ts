/** What started the workflow, as far as a plan needs it. */
export type CiEvent =
  /** The plan is for what the pull request changes; its configuration is read from `base`, not from the branch. */
  | { readonly kind: 'pull-request'; readonly base: string }
  /** `before` is absent for a new branch and for a history that nobody told. */
  | { readonly kind: 'push'; readonly before?: string }
  | { readonly kind: 'branch-deleted' }
  | { readonly kind: 'other' };

const OID = /^([0-9a-f]{40}|[0-9a-f]{64})$/;
const ZERO = /^0+$/;

/**
 * Reads the two facts of GitHub's event payload. Everything in it was written by others: only full object names
 * are taken, and no text of it goes any further.
 */
export function parseEvent(name: string, payload: unknown): CiEvent {
  if (name === 'pull_request' || name === 'pull_request_target') {
    const base = oidAt(payload, ['pull_request', 'base', 'sha']);
    return base ? { kind: 'pull-request', base } : { kind: 'other' };
  }
  if (name !== 'push') return { kind: 'other' };
  if (valueAt(payload, ['deleted']) === true) return { kind: 'branch-deleted' };
  const before = oidAt(payload, ['before']);
  return before && !ZERO.test(before) ? { kind: 'push', before } : { kind: 'push' };
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
