import { damagedIn, withoutMark } from '../core/claim/our-damage.ts';
import { type Problem, problemOf, type ServerProblemCode } from '../core/model/problem.ts';
import type { StoreFailure, StoreFailureKind } from './ports/store-failure.ts';

const CODES = {
  'read-only': 'read-only-remote',
  'access-denied': 'access-denied',
  authentication: 'authentication-failed',
  archived: 'archived-remote',
  'not-found': 'remote-not-found',
  'hidden-refs': 'hidden-refs',
  'unreadable-refs': 'unreadable-refs',
  'no-atomic': 'no-atomic-push',
  'protected-branch': 'protected-branch',
  'hook-declined': 'hook-declined',
  'too-large': 'too-large-push',
  'server-lock': 'server-locked',
  'server-full': 'server-full',
  'server-error': 'server-error',
  'rate-limit': 'rate-limited',
  'web-page': 'no-git-server',
  'http-disabled': 'http-disabled',
  redirected: 'redirected-remote',
  network: 'network-failed',
  'unknown-host': 'host-not-found',
  'connection-refused': 'connection-refused',
  certificate: 'certificate-refused',
  proxy: 'proxy-refused',
  'host-key-changed': 'host-key-changed',
  'host-key-unknown': 'host-key-unknown',
  'ssh-key': 'ssh-key-refused',
  'ssh-passphrase': 'ssh-passphrase',
  other: 'remote-failed',
  'ref-in-the-way': 'remote-failed', // it brings a problem of its own
} as const satisfies Record<Exclude<StoreFailureKind, 'unanswered' | 'disk'>, ServerProblemCode>;

/** What the table refused or could not do, as a problem with its own remedy. */
export function storeProblem(failure: StoreFailure, table: string): Problem {
  const { kind, said, status, retryAfterS, detail, cause = detail } = failure;
  if (failure.problem) return failure.problem;
  const ours = damagedIn(detail);
  if (ours !== undefined)
    return problemOf('private-damaged', { path: ours, files: [], refs: [], detail: withoutMark(detail) });
  if (kind === 'disk') return problemOf('disk', { path: '', reason: 'unknown', detail });
  if (kind === 'unanswered') return problemOf('outcome-unknown', { table, detail });
  return problemOf(CODES[kind], {
    table,
    ...(said === undefined ? {} : { said }),
    ...(cause === '' ? {} : { cause }),
    ...(status === undefined ? {} : { status }),
    ...(retryAfterS === undefined ? {} : { seconds: retryAfterS }),
  });
}
