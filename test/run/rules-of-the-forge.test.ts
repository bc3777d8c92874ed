import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { runHttpBackend } from '../support/http-backend.ts';
import { prepareCliRun } from './cli-run.ts';

/** A forge in one: git over HTTP at `/acme/<name>`, and the rules of every branch. */
async function serveForge(folder: string, rules: readonly object[]) {
  const server = createServer((request, response) => {
    const { method = 'GET', url = '', headers } = request;
    if (url.startsWith('/api/')) {
      const isKnown = decodeURIComponent(url).includes('/rules/branches/');
      response.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' });
      return void response.end(JSON.stringify(isKnown ? rules : { message: 'Not Found' }));
    }
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', async () => {
      const body = Buffer.concat(parts);
      const at = url.replace('/acme/', '/');
      const answer = await runHttpBackend({ root: folder, env: {}, method, url: at, headers, body });
      response.writeHead(answer.status, answer.headers);
      response.end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

it.runIf(process.platform === 'linux')(
  'what the forge’s rules would refuse is said before agents start',
  async () => {
    const env: Record<string, string> = { GITHUB_TOKEN: 'of-nobody' };
    const run = prepareCliRun({ env });
    const { dir } = run.remote;
    const rules = [
      { type: 'branch_name_pattern', parameters: { operator: 'starts_with', pattern: 'feature/' } },
    ];
    const { server, url } = await serveForge(dirname(dir), rules);
    try {
      Object.assign(env, { GITHUB_API_URL: `${url}/api`, GITHUB_SERVER_URL: url });
      run.repo.git('remote', 'set-url', 'origin', `${url}/acme/${basename(dir)}`);
      const refused = await run.call('run', '--tasks', 'tasks.yaml');
      expect([refused.code, refused.said]).toEqual([
        1,
        expect.stringMatching(
          /would refuse the result branch agentic\/main: its name has to begin with "feature\/"; nothing was started/,
        ),
      ]);
      expect(existsSync(join(run.meeting, 'started'))).toBe(false);
      const named = await run.call('run', '--tasks', 'tasks.yaml', '--branch', 'feature/results');
      expect([named.code, named.said]).toEqual([0, expect.stringMatching(/^Result +feature\/results/m)]);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  },
);
