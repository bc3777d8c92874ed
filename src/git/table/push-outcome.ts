import type { RefTransaction, StoreFailureKind, TransactionOutcome } from '../../app/ports/ref-store.ts';
import { refName } from '../../core/model/ids.ts';
import type { GitResult } from '../exec-git.ts';
import { classifyFailure, noGitServer } from './classify-failure.ts';
import { parseHttpTrace, spokeToNoGitServer } from './http-answers.ts';
import { type PushedRef, parsePushReport } from './parse-push-report.ts';
import { withoutCredentials } from './server-words.ts';
import { silentRemote } from './silent-remote.ts';

/** What a push amounts to. Only the report for each ref counts, never the exit code (docs/protocol.md, "Outcomes"). */
export function pushOutcome(transaction: RefTransaction, result: GitResult): TransactionOutcome {
  const report = parsePushReport(result.stdout.toString('utf8'));
  const fates = new Map(report.map((line) => [line.ref, line]));
  if (spokeToNoGitServer(result.trace) && mayHaveSent(result)) return toNoGitServer(result);
  if (transaction.updates.every(({ ref }) => fates.get(ref)?.fate === 'ok')) return { kind: 'applied' };
  const rejected = report.filter((line) => line.fate === 'rejected');
  if (rejected.some((line) => /failed to report status/.test(line.reason))) return unknown(result);
  if (rejected.length > 0) return refusal(rejected, result);
  const failed: TransactionOutcome = {
    kind: 'failed',
    failure: result.cut ? silentRemote(result) : classifyFailure({ ...result, wanted: 'push' }),
  };
  if (report.length === 0 && (!mayHaveSent(result) || wasTurnedAway(result))) return failed;
  return unknown(result);
}

function unknown(result: GitResult): TransactionOutcome {
  const failure = classifyFailure({ ...result, wanted: 'push' });
  // where nobody answered in time there is nothing to say about an answer
  if (result.cut) return { kind: 'unknown', detail: silentRemote(result).detail };
  const detail = result.stderr.trim() || `git push ended with ${result.code} and no full report`;
  return { kind: 'unknown', detail: withoutCredentials(detail), failure };
}

/** Git then pushes by WebDAV, file by file, unless the server has no such thing. */
function toNoGitServer(result: GitResult): TransactionOutcome {
  const failure = noGitServer(result);
  // error: no DAV locking support on http://127.0.0.1:40351/shop.git/
  if (/^error: no DAV locking support on /m.test(result.stderr)) return { kind: 'failed', failure };
  return { kind: 'unknown', detail: failure.detail, failure };
}

// Of these a proxy may say them while the server goes on.
const GAVE_UP_WAITING = new Set([408, 425, 499]);

/**
 * What was sent has certainly come to nothing: a web server answered each request, the last one with "no" or "elsewhere",
 * so that git's server never saw it; or the server's hook aborted the transaction, which is one for all refs.
 */
function wasTurnedAway({ trace, stderr }: GitResult): boolean {
  if (/^(?:remote: )?fatal: ref updates aborted by hook/m.test(stderr)) return true;
  const { status = 0, allAnswered } = parseHttpTrace(trace);
  return allAnswered && status >= 300 && status < 500 && !GAVE_UP_WAITING.has(status);
}

/**
 * Git's own trace says whether it came to sending: the region `push_refs` begins after the remote has listed its refs
 * and all expectations held here. Without any trace it cannot be excluded. A remote that lacks `--atomic` is told of
 * by this git itself, before it sends.
 */
function mayHaveSent({ code, trace, stderr }: GitResult): boolean {
  if (code === -1 || /^fatal: the receiving end does not support --atomic push/m.test(stderr)) return false;
  return !trace.includes('"event":"version"') || trace.includes('"label":"push_refs"');
}

// Refs that fell only because another one did.
const COLLATERAL = /^atomic (?:push fail(?:ed|ure)|transaction failed)$|^transaction aborted$/;
// Reasons that are about the value of a ref, or about one above or below it: somebody else was there.
const CONTENTION =
  /stale info|non-fast-forward|fetch first|needs force|already exists|does not exist|incorrect old value|failed to (?:update ref|lock)|cannot lock|atomic|transaction|lock.failure|reference/i;

// A server that cannot write gives the same reasons as for a value that has moved.
const NOT_ABOUT_VALUES = new Set<StoreFailureKind>(['server-lock', 'read-only', 'server-full']);

/** A push is atomic: one rejected ref means that nothing was changed. */
function refusal(rejected: readonly PushedRef[], result: GitResult): TransactionOutcome {
  const own = rejected.filter((line) => !COLLATERAL.test(line.reason));
  const reasons = own.map((line) => line.reason);
  const contended = own.filter((line) => line.by === 'local' || CONTENTION.test(line.reason));
  const failure = classifyFailure({ ...result, reasons, wanted: 'push' });
  if (own.length > contended.length || NOT_ABOUT_VALUES.has(failure.kind)) return { kind: 'failed', failure };
  const refs = (contended.length > 0 ? contended : named(rejected, result.stderr)).map((line) => line.ref);
  return { kind: 'refused', refs };
}

/** `remote: error: cannot lock ref 'refs/…'` names the one that stood in the way; else it may be any of them. */
function named(rejected: readonly PushedRef[], stderr: string): readonly PushedRef[] {
  const names = new Set(
    [...stderr.matchAll(/cannot lock ref '([^']+)'/g)].map(([, ref = '']) => refName(ref)),
  );
  const found = rejected.filter((line) => names.has(line.ref));
  return found.length > 0 ? found : rejected;
}
