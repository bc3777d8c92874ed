import { spawn } from 'node:child_process';
import type { IncomingHttpHeaders } from 'node:http';

/** One HTTP request, whole, so that it can be brought to git now, later, or twice. */
export interface BackendRequest {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface BackendAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Runs `git http-backend`, the CGI program that real git servers run. */
export function runHttpBackend(request: BackendRequest): Promise<BackendAnswer> {
  const at = new URL(request.url, 'http://localhost');
  const header = (name: string): string => String(request.headers[name] ?? '');
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['http-backend'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: {
        PATH: process.env['PATH'],
        HOME: '/nonexistent',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_COUNT: '2',
        GIT_CONFIG_KEY_0: 'http.receivepack',
        GIT_CONFIG_VALUE_0: 'true',
        GIT_CONFIG_KEY_1: 'receive.autogc',
        GIT_CONFIG_VALUE_1: 'false',
        GIT_PROJECT_ROOT: request.root,
        GIT_HTTP_EXPORT_ALL: '1',
        GIT_PROTOCOL: header('git-protocol'),
        PATH_INFO: decodeURIComponent(at.pathname),
        QUERY_STRING: at.search.slice(1),
        REQUEST_METHOD: request.method,
        REMOTE_USER: 'somebody',
        REMOTE_ADDR: '127.0.0.1',
        CONTENT_TYPE: header('content-type'),
        CONTENT_LENGTH: String(request.body.length),
        HTTP_CONTENT_ENCODING: header('content-encoding'),
        ...request.env,
      },
    });
    const out: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stdin.on('error', () => {}); // a killed server does not read on
    child.on('error', reject);
    child.on('close', () => resolve(parseAnswer(Buffer.concat(out))));
    child.stdin.end(request.body);
  });
}

// Status: 404 Not Found\r\nContent-Type: …\r\n\r\n<body>; no Status means 200
function parseAnswer(out: Buffer): BackendAnswer {
  const end = out.indexOf('\r\n\r\n');
  if (end < 0) return { status: 502, headers: {}, body: Buffer.alloc(0) };
  const headers: Record<string, string> = {};
  let status = 200;
  for (const line of out.subarray(0, end).toString('latin1').split('\r\n')) {
    const colon = line.indexOf(':');
    const [name, value] = [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    if (name === 'status') status = Number.parseInt(value, 10);
    else headers[name] = value;
  }
  return { status, headers, body: out.subarray(end + 4) };
}
