import type { Problem } from '../core/model/problem.ts';
import type { StoreFailure } from './ports/ref-store.ts';

const CODES = {
  'no-atomic': 'no-atomic-push',
  'read-only': 'read-only-remote',
  authentication: 'authentication-failed',
  archived: 'archived-remote',
  'not-found': 'remote-not-found',
  'hidden-refs': 'hidden-refs',
  'hook-declined': 'hook-declined',
  'server-lock': 'server-locked',
  'rate-limit': 'rate-limited',
  network: 'network-failed',
  other: 'remote-failed',
} as const satisfies Record<StoreFailure['kind'], Problem['code']>;

/** What the table refused or could not do, as a problem with its own remedy. */
export const storeProblem = (failure: StoreFailure, table: string): Problem => ({
  code: CODES[failure.kind],
  severity: 'error',
  data: {
    table,
    detail: failure.detail,
    ...(failure.retryAfterS === undefined ? {} : { seconds: failure.retryAfterS }),
  },
});
