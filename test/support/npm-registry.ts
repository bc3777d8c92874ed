import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { makeFolder } from './git-fixture.ts';

/** A registry that has one package and nothing else. */
export interface NpmRegistry extends AsyncDisposable {
  /** For a process that starts npm or npx: this registry, and none of the user's settings or caches. */
  readonly env: Readonly<Record<string, string>>;
  /** What it was asked for, in order. */
  readonly asked: readonly string[];
}

/** Environment of an npm that asks nobody, or this registry only, and keeps what it has in a folder of its own. */
export function npmEnvironment(registry = 'http://127.0.0.1:9/'): Readonly<Record<string, string>> {
  const folder = makeFolder();
  return {
    npm_config_registry: registry,
    npm_config_cache: join(folder, 'cache'),
    npm_config_userconfig: join(folder, 'npmrc'),
    npm_config_globalconfig: join(folder, 'global-npmrc'),
    npm_config_update_notifier: 'false',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_noproxy: '127.0.0.1',
    no_proxy: '127.0.0.1',
  };
}

/** Serves a package, as `npm pack` wrote it, on this machine. */
export async function startRegistry(tarball: string, manifest: { version: string }): Promise<NpmRegistry> {
  const bytes = readFileSync(tarball);
  const asked: string[] = [];
  let address = '';
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    asked.push(path);
    if (path === '/agentic-plan') {
      const dist = {
        tarball: `${address}agentic-plan.tgz`,
        integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
      };
      const { version } = manifest;
      const versions = { [version]: { ...manifest, dist } };
      response.end(JSON.stringify({ name: 'agentic-plan', 'dist-tags': { latest: version }, versions }));
    } else if (path === '/agentic-plan.tgz') response.end(bytes);
    else response.writeHead(404).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}/`;
  return {
    env: npmEnvironment(address),
    asked,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
