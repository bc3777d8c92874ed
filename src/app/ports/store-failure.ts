import type { Problem } from '../../core/model/problem.ts';

/** Why a store could not do its work, whatever the refs are. Nothing was changed, except where it is `unanswered`. */
export interface StoreFailure {
  readonly kind: StoreFailureKind;
  /** All that was printed, for people; never parsed above the gateway. Without credentials. */
  readonly detail: string;
  /** The server's own words; absent where it said nothing. */
  readonly said?: string;
  /** Why git, ssh or curl gave up, in their words. */
  readonly cause?: string;
  /** `403 Forbidden`, as a web server answered. */
  readonly status?: string;
  readonly retryAfterS?: number;
  /** What is said in place of the kind: of what this machine's own disk refuses, or of which ref is in the way. */
  readonly problem?: Problem;
}

export type StoreFailureKind =
  // the server, or what guards it, said no
  | 'read-only'
  | 'access-denied'
  | 'authentication'
  | 'archived'
  | 'not-found'
  | 'hidden-refs'
  | 'unreadable-refs'
  | 'no-atomic'
  | 'protected-branch'
  | 'hook-declined'
  | 'too-large'
  // it could not, now
  | 'server-lock'
  | 'server-full'
  | 'server-error'
  | 'rate-limit'
  // it was not git's server that answered
  | 'web-page'
  | 'http-disabled'
  | 'redirected'
  // the way there
  | 'network'
  | 'unknown-host'
  | 'connection-refused'
  | 'certificate'
  | 'proxy'
  | 'host-key-changed'
  | 'host-key-unknown'
  | 'ssh-key'
  | 'ssh-passphrase'
  // it is none of the server's
  | 'disk'
  /** It was sent, and nobody could say what became of it: it may have happened, or may still. Only use cases say so. */
  | 'unanswered'
  /** A ref stands where none of ours can. Only use cases say so. */
  | 'ref-in-the-way'
  | 'other';
