// Sample of GIT_TRACE_CURL (2.39):
//   16:50:01.1 http.c:684 => Send header: POST /shop.git/git-receive-pack HTTP/1.1
//   16:50:01.1 http.c:684 <= Recv header: HTTP/1.1 429 Too Many Requests
//   16:50:01.1 http.c:684 <= Recv header: Retry-After: 17

/** What a web server answered, of which git itself says little. */
export interface HttpAnswers {
  /** The last answer's; a server that asked for a name first answers 401 and is then asked again. */
  readonly status?: number;
  /** `403 Forbidden`, as the server wrote it. */
  readonly statusLine?: string;
  /** How long it asks to wait. */
  readonly retryAfterS?: number;
  readonly contentType?: string;
  /** The other host that a request was sent on to. */
  readonly redirectedTo?: string;
  /** Each request had its answer: nothing is still under way. */
  readonly allAnswered: boolean;
}

interface Answer {
  readonly status: number;
  readonly reason: string;
  readonly headers: Map<string, string>;
}

/** Reads the trace of one git process, first request to last answer. */
export function parseHttpTrace(trace: string): HttpAnswers {
  const { asked, answers, hosts } = readLines(trace);
  const final = answers.filter(({ status }) => status >= 200); // "100 Continue" is none
  const last = final.at(-1);
  const redirectedTo = final.map((answer) => otherHost(answer, hosts)).findLast((host) => host !== undefined);
  const retryAfterS = last && readRetryAfter(last.headers);
  const contentType = last?.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  return {
    ...(last ? { status: last.status, statusLine: `${last.status} ${last.reason}`.trim() } : {}),
    ...(retryAfterS === undefined ? {} : { retryAfterS }),
    ...(contentType ? { contentType } : {}),
    ...(redirectedTo === undefined ? {} : { redirectedTo }),
    allAnswered: asked > 0 && final.length >= asked,
  };
}

function readLines(trace: string) {
  const answers: Answer[] = [];
  const hosts = new Set<string>();
  let asked = 0;
  for (const [, way, header = ''] of trace.matchAll(/(=> Send|<= Recv) header: (.*)/g)) {
    const [, name = '', value = ''] = /^([\w-]+): *(.*?)\s*$/.exec(header) ?? [];
    if (way === '=> Send') {
      if (/^[A-Z]+ \S+ HTTP\//.test(header)) asked++;
      if (name.toLowerCase() === 'host' && hosts.size === 0) hosts.add(value.toLowerCase());
      continue;
    }
    const [, code, reason = ''] = /^HTTP\/[\d.]+ (\d{3}) ?(.*?)\s*$/.exec(header) ?? [];
    if (code !== undefined) answers.push({ status: Number(code), reason, headers: new Map() });
    else answers.at(-1)?.headers.set(name.toLowerCase(), value);
  }
  return { asked, answers, hosts };
}

function otherHost({ status, headers }: Answer, first: ReadonlySet<string>): string | undefined {
  const location = headers.get('location');
  if (status < 300 || status > 399 || location === undefined || !URL.canParse(location)) return undefined;
  const { host } = new URL(location);
  return first.has(host) ? undefined : host;
}

// A year: what is longer is a broken server.
const LONGEST_S = 31_536_000;

/** Seconds, or a date, which is measured by the server's own clock. */
function readRetryAfter(headers: ReadonlyMap<string, string>): number | undefined {
  const value = headers.get('retry-after');
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Math.min(Number(value), LONGEST_S);
  const seconds = Math.ceil((Date.parse(value) - Date.parse(headers.get('date') ?? '')) / 1000);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), LONGEST_S) : undefined;
}

/**
 * Whether a web server answered that is none of git's: a login page, a proxy's error, a folder of files. Git then falls
 * back to an old protocol in which a page of HTML is an empty repository and a push is neither atomic nor guarded.
 */
export const spokeToNoGitServer = (trace: string): boolean =>
  /<= Recv header: HTTP\//.test(trace) && !/<= Recv header: content-type: application\/x-git-/i.test(trace);
