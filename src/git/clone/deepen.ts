import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Oid } from '../../core/model/ids.ts';
import type { RemoteCall } from '../git-time.ts';
import { sshSettingsFor } from '../ssh-settings.ts';
import type { CloneReader } from './clone-reader.ts';

export interface DeepenQuestion {
  readonly remote: string;
  /** What has to be reached: a commit, or a name of the remote (`HEAD` or a branch). */
  readonly want: Oid | string;
  /** Tried after each step; the first answer ends it. */
  readonly reached: (want: Oid) => Promise<Oid | undefined>;
}

const STEPS = ['--deepen=50', '--deepen=1000', '--unshallow'];
const TIMEOUT_MS = 60_000;
const MAX_BOUNDARY = 50;
const ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** The only fetch of a look: more history into a shallow clone, step by step; refs and FETCH_HEAD stay as they are. */
export async function deepen(reader: CloneReader, ask: DeepenQuestion): Promise<Oid | undefined> {
  const want = ID.test(ask.want) ? (ask.want as Oid) : await askRemote(reader, ask);
  if (!want) return undefined;
  for (const step of STEPS) {
    const { code } = await reader.run({
      args: [
        'fetch',
        '--quiet',
        '--no-tags',
        '--no-write-fetch-head',
        '--no-recurse-submodules',
        '--refmap=', // remote-tracking branches are not moved on the way
        step,
        '--',
        ask.remote,
        // Git goes on from those ends of our history that what we name leads to; our own head may be unknown there.
        ...new Set([want, ...(await readBoundary(reader))]),
      ],
      env: NETWORK,
      timeoutMs: TIMEOUT_MS,
      remote: callOf(reader, ask.remote),
    });
    const reached = await ask.reached(want);
    if (reached || code !== 0) return reached;
  }
  return undefined;
}

// A partial clone's reader forbids every transport; here only these.
const NETWORK = { GIT_NO_LAZY_FETCH: undefined, GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh' };

function callOf({ facts }: CloneReader, remote: string): RemoteCall {
  const url = facts.remotes.find(({ name }) => name === remote)?.url ?? remote;
  return { ssh: sshSettingsFor(url, facts.config), mayAsk: true };
}

async function readBoundary({ facts }: CloneReader): Promise<readonly string[]> {
  const text = await readFile(join(facts.commonDir, 'shallow'), 'latin1').catch(() => '');
  return text.split('\n').filter(Boolean).slice(0, MAX_BOUNDARY);
}

async function askRemote(reader: CloneReader, { remote, want }: DeepenQuestion): Promise<Oid | undefined> {
  const ref = want === 'HEAD' ? 'HEAD' : `refs/heads/${want}`;
  const { stdout } = await reader.run({
    args: ['ls-remote', '--quiet', '--', remote, ref],
    env: NETWORK,
    timeoutMs: TIMEOUT_MS,
    remote: callOf(reader, remote),
  });
  const line = stdout
    .toString('utf8')
    .split('\n')
    .find((text) => text.slice(text.indexOf('\t') + 1) === ref);
  return line?.slice(0, line.indexOf('\t')) as Oid | undefined;
}
