import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AttemptsApi extends AsyncDisposable {
  readonly url: string;
  readonly asked: readonly { readonly path: string; readonly headers: IncomingHttpHeaders }[];
}

/**
 * A server on this machine in the place of GitHub's API. `runs` has what it says of an attempt, by `<run>/<attempt>`:
 * a status of the description's `workflow-run`, or a function that answers otherwise. What is not in it is not known.
 */
export async function serveAttempts(
  runs: Readonly<Record<string, string | ((response: ServerResponse) => void)>>,
): Promise<AttemptsApi> {
  const asked: { path: string; headers: IncomingHttpHeaders }[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    asked.push({ path: pathname, headers: request.headers });
    const [, run, attempt] = /\/actions\/runs\/(\d+)\/attempts\/(\d+)$/.exec(pathname) ?? [];
    const answer = runs[`${run}/${attempt}`];
    if (typeof answer === 'function') return answer(response);
    const body =
      answer === undefined
        ? { message: 'Not Found', status: '404' }
        : { id: Number(run), run_attempt: Number(attempt), status: answer, conclusion: null };
    response.writeHead(answer === undefined ? 404 : 200, {
      'content-type': 'application/json; charset=utf-8',
    });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
