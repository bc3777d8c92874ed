import type { StoreFailure } from '../../app/ports/ref-store.ts';

/** What is known of a git process that could not do its work with a remote. */
export interface FailureTraces {
  readonly stderr: string;
  /** What git and curl traced: status lines and headers of HTTP answers. */
  readonly trace: string;
  /** Reasons that the remote gave for single refs. */
  readonly reasons?: readonly string[];
  readonly wanted: 'look' | 'push';
}

/**
 * Chooses the message for a failure. It never decides who holds what or whether something was applied: a wrong guess
 * here costs a less fitting sentence. Answers of HTTP are told by their status, the rest by git's untranslated texts.
 */
export function classifyFailure(traces: FailureTraces): StoreFailure {
  const http = parseHttpTrace(traces.trace);
  const text = `${traces.stderr}\n${(traces.reasons ?? []).join('\n')}`;
  const kind =
    byText(text, SAID_PLAINLY) ?? byStatus(http.status, traces) ?? byText(text, SAID_VAGUELY) ?? 'other';
  const after = kind === 'rate-limit' || kind === 'network' ? http.retryAfterS : undefined;
  return { kind, detail: detailOf(traces), ...(after === undefined ? {} : { retryAfterS: after }) };
}

type Kind = StoreFailure['kind'];
type Pattern = readonly [RegExp, Kind];

// Samples of git 2.39 and of servers, each behind its pattern:
const SAID_PLAINLY: readonly Pattern[] = [
  // fatal: the receiving end does not support --atomic push
  [/^fatal: the receiving end does not support --atomic push/m, 'no-atomic'],
  // ! … [remote rejected] (deny updating a hidden ref)
  [/deny updating a hidden ref/, 'hidden-refs'],
  // remote: This repository was archived so it is read-only. / Gitea: "repository is archived"
  [/\barchived\b/i, 'archived'],
  // (hook declined) (pre-receive hook declined) (protected branch hook declined) (push declined due to … violations)
  [/hook declined|push declined/i, 'hook-declined'],
  // remote: error: cannot lock ref 'refs/agentic/locks/q': Unable to create '/srv/shop.git/./refs/…/q.lock': File exists.
  [/\.lock': File exists/, 'server-lock'],
  // GitHub: "You have exceeded a secondary rate limit" (403)
  [/rate limit|too many requests/i, 'rate-limit'],
  // error: remote unpack failed: unable to create temporary object directory / insufficient permission for adding …
  [/unable to create temporary object directory|insufficient permission/i, 'read-only'],
  // ERROR: The key you are authenticating with has been marked as read only.
  [/marked as read only|read-only file ?system|repository is read-?only|deploy key .*read/i, 'read-only'],
  // git@host: Permission denied (publickey). / Host key verification failed.
  [/permission denied \(|host key verification failed/i, 'authentication'],
];

const SAID_VAGUELY: readonly Pattern[] = [
  // fatal: could not read Username for 'https://…': terminal prompts disabled / fatal: Authentication failed for '…'
  [/terminal prompts disabled|could not read (?:username|password)|authentication failed/i, 'authentication'],
  // fatal: '/srv/nope.git' does not appear to be a git repository / ERROR: Repository not found. / repository '…' not found
  [/does not appear to be a git repository|repository (?:'.*' )?not found|no such repository/i, 'not-found'],
  // Could not resolve host: x / Failed to connect to … / Connection refused / timed out / SSL certificate problem: …
  [
    /could not resolve|failed to connect|unable to connect|connection (?:refused|reset|closed|timed out)/i,
    'network',
  ],
  [/timed out|network is unreachable|no route to host|ssl|tls|certificate|curl \d+/i, 'network'],
  // fatal: unable to access '…': Could not follow redirect / fatal: the remote end hung up unexpectedly
  [/unable to access|hung up unexpectedly|early eof|unexpected disconnect/i, 'network'],
  // a folder that we may not read or write
  [/permission denied/i, 'read-only'],
];

const byText = (text: string, patterns: readonly Pattern[]): Kind | undefined =>
  patterns.find(([pattern]) => pattern.test(text))?.[1];

function byStatus(status: number | undefined, { wanted, stderr }: FailureTraces): Kind | undefined {
  // a server that asked for a name first answers 401 and is then asked again: only the last answer counts
  if (status === undefined || status < 400) return undefined;
  if (status === 403 && wanted === 'push' && !/write access .* not granted to .*token/i.test(stderr))
    return 'read-only';
  if (status === 401 || status === 403 || status === 407) return 'authentication';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 429) return 'rate-limit';
  return status >= 500 ? 'network' : 'other';
}

// Sample of GIT_TRACE_CURL (2.39):
//   16:50:01.1 http.c:678 <= Recv header: HTTP/1.1 429 Too Many Requests
//   16:50:01.1 http.c:678 <= Recv header: Retry-After: 17

/** The last answer: its status, and how long it asks to wait. */
export function parseHttpTrace(trace: string): { readonly status?: number; readonly retryAfterS?: number } {
  let status: number | undefined;
  let retryAfterS: number | undefined;
  for (const [, header = ''] of trace.matchAll(/<= Recv header: (.*)/g)) {
    const code = /^HTTP\/[\d.]+ (\d{3})/.exec(header)?.[1];
    if (code !== undefined) {
      status = Number(code);
      retryAfterS = undefined;
    }
    const seconds = /^retry-after: (\d{1,6})\s*$/i.exec(header)?.[1];
    if (seconds !== undefined) retryAfterS = Number(seconds);
  }
  return {
    ...(status === undefined ? {} : { status }),
    ...(retryAfterS === undefined ? {} : { retryAfterS }),
  };
}

/**
 * Whether a web server answered that is none of git's: a login page, a proxy's error, a folder of files. Git then falls
 * back to an old protocol in which a page of HTML is an empty repository and a push is neither atomic nor guarded.
 */
export const spokeToNoGitServer = (trace: string): boolean =>
  /<= Recv header: HTTP\//.test(trace) && !/<= Recv header: content-type: application\/x-git-/i.test(trace);

const LONGEST_DETAIL = 2_000;

function detailOf({ stderr, reasons = [] }: FailureTraces): string {
  const said = stderr.trim() || [...new Set(reasons)].join(', ');
  return withoutCredentials(said).slice(0, LONGEST_DETAIL);
}

/** Names and passwords in urls are cut out of whatever git says. */
export const withoutCredentials = (text: string): string =>
  text.replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/'"]*@/gi, '$1');
