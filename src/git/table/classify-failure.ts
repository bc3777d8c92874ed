import type { StoreFailure, StoreFailureKind } from '../../app/ports/store-failure.ts';
import { type Pattern, SAID_PLAINLY, SAID_VAGUELY } from './failure-patterns.ts';
import { type HttpAnswers, parseHttpTrace } from './http-answers.ts';
import { ownWords, serverWords, withoutCredentials } from './server-words.ts';

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
  const { stderr, reasons = [] } = traces;
  const said = serverWords(stderr, reasons);
  const cause = ownWords(stderr);
  return {
    kind: kindOf(traces, http),
    detail: withoutCredentials(stderr.trim() || [...new Set(reasons)].join(', ')).slice(0, LONGEST_DETAIL),
    ...(said === '' ? {} : { said }),
    ...(cause === '' ? {} : { cause }),
    ...(http.statusLine === undefined || (http.status ?? 0) < 300 ? {} : { status: http.statusLine }),
    ...(http.retryAfterS === undefined ? {} : { retryAfterS: http.retryAfterS }),
  };
}

const LONGEST_DETAIL = 2_000;

function kindOf(traces: FailureTraces, http: HttpAnswers): StoreFailureKind {
  const text = withoutNames(`${traces.stderr}\n${(traces.reasons ?? []).join('\n')}`);
  const plainly = byText(text, SAID_PLAINLY);
  // over HTTP it is the status that says whether somebody may see or write
  if (plainly !== undefined && !(plainly === 'authentication' && http.status === 403)) return plainly;
  return byAnswer(http, traces) ?? byText(text, SAID_VAGUELY) ?? 'other';
}

const byText = (text: string, patterns: readonly Pattern[]): StoreFailureKind | undefined =>
  patterns.find(([pattern]) => pattern.test(text))?.[1];

/** Names of files, refs and repositories may hold any words: `refs/agentic/locks/archived` is not archived. */
const withoutNames = (text: string): string =>
  text
    .replace(/'[^'\n]*'/g, "''")
    .replace(/\brefs\/\S+/g, 'refs')
    .replace(/\b[a-z+]+:\/\/\S+/gi, 'url');

function byAnswer(http: HttpAnswers, { wanted }: FailureTraces): StoreFailureKind | undefined {
  const { status, redirectedTo, contentType } = http;
  if (status === undefined) return undefined;
  if (status < 300) return contentType === 'text/html' ? 'web-page' : undefined;
  if (status < 400 || redirectedTo !== undefined) return 'redirected';
  switch (status) {
    case 401:
      return 'authentication';
    case 403:
      return wanted === 'push' ? 'read-only' : 'access-denied';
    case 404:
    case 410:
      return 'not-found';
    case 407:
      return 'proxy';
    case 413:
      return 'too-large';
    case 429:
      return 'rate-limit';
    default:
      return status >= 500 ? 'server-error' : 'other';
  }
}

/** The failure where a web server answered that is none of git's. */
export function noGitServer({ trace }: Pick<FailureTraces, 'trace'>): StoreFailure {
  const { contentType = 'no kind of text', statusLine = '' } = parseHttpTrace(trace);
  return {
    kind: contentType === 'text/plain' ? 'http-disabled' : 'web-page',
    detail: 'a web server answered, but not as a git server does',
    status: `${statusLine}, ${contentType}`,
  };
}
