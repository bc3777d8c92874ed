import type { ForgeFailure, Replied } from '../app/ports/conversation.ts';

/** How long the host may be asked, and by which clock. */
export interface CallBudget {
  /** For all calls together. */
  readonly totalMs: number;
  /** For one call, its answer's whole body included. */
  readonly callMs: number;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

export interface Caller {
  /** `read`: asking again changes nothing, so a question without an answer is asked once more. */
  ask<T>(kind: 'read' | 'write', send: (request: CallOptions) => Promise<T>): Promise<Replied<T>>;
  calls(): number;
}

/** Given to the client for one call. A redirect is not followed: the token is this host's. */
export interface CallOptions {
  readonly signal: AbortSignal;
  readonly redirect: 'error';
}

const MOST_TRIES = 3;
const PAUSE_MS = 300;
const LIMIT_PAUSE_MS = 1_000;

/**
 * Calls within one budget. A call that the host refused for its limits was not done: it waits as long as the host wants
 * (`retry-after`) and asks again, if there is time. A write whose answer is lost is never sent again from here.
 */
export function makeCaller({ totalMs, callMs, now, wait }: CallBudget): Caller {
  const until = now() + totalMs;
  let calls = 0;
  const lost: Replied<never> = { ok: false, failure: { kind: 'lost' } };
  return {
    calls: () => calls,
    async ask(kind, send) {
      for (let tries = 1; ; tries++) {
        const left = until - now();
        if (left <= 0) return { ok: false, failure: { kind: 'busy' } };
        calls++;
        try {
          const signal = AbortSignal.timeout(Math.max(1, Math.min(callMs, left)));
          return { ok: true, value: await send({ signal, redirect: 'error' }) };
        } catch (error) {
          const { failure, pauseMs } = judge(error);
          const again = failure.kind === 'busy' || (failure.kind === 'lost' && kind === 'read');
          if (!again || tries >= MOST_TRIES) return failure.kind === 'lost' ? lost : { ok: false, failure };
          if (now() + pauseMs >= until) return { ok: false, failure };
          await wait(pauseMs);
        }
      }
    },
  };
}

interface Judged {
  readonly failure: ForgeFailure;
  readonly pauseMs: number;
}

function judge(error: unknown): Judged {
  const { status, headers } = answerOf(error);
  const is = (failure: ForgeFailure, pauseMs = PAUSE_MS): Judged => ({ failure, pauseMs });
  if (status === undefined || status >= 500 || status < 400) return is({ kind: 'lost' });
  const limited =
    status === 429 || headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0';
  if ((status === 403 || status === 429) && limited) return is({ kind: 'busy' }, pauseOf(headers));
  if (status === 401 || status === 403) return is({ kind: 'not-allowed' });
  if (status === 404 || status === 410) return is({ kind: 'not-there' });
  return is({ kind: 'refused', status });
}

/** Without a word of the host's: a limit for the hour is longer than we wait. */
function pauseOf(headers: Answer['headers']): number {
  const seconds = Number(headers['retry-after']);
  if (headers['retry-after'] !== undefined && seconds >= 0) return seconds * 1000;
  return headers['x-ratelimit-remaining'] === '0' ? Number.POSITIVE_INFINITY : LIMIT_PAUSE_MS;
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** The client's error carries what the host answered; without an answer it still has a status, which says nothing. */
function answerOf(error: unknown): Answer {
  const response =
    typeof error === 'object' && error !== null && 'response' in error ? error.response : undefined;
  if (typeof response !== 'object' || response === null || !('status' in response))
    return { status: undefined, headers: {} };
  const headers = 'headers' in response ? response.headers : undefined;
  return {
    status: typeof response.status === 'number' ? response.status : undefined,
    headers:
      typeof headers === 'object' && headers !== null ? Object.fromEntries(Object.entries(headers)) : {},
  };
}
