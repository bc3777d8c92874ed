import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Oid } from '../../core/model/ids.ts';
import type { Checked } from '../../core/model/problem.ts';
import { withFileLock } from '../../process/disk/file-lock.ts';
import type { GitResult } from '../exec-git.ts';
import type { RemoteCall } from '../git-time.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { sshSettingsFor } from '../ssh-settings.ts';
import { REMOTE_NAME, remoteEnvironment } from '../table/remote-environment.ts';
import { withoutCredentials } from '../table/server-words.ts';
import type { CloneReader } from './clone-reader.ts';
import { remotesByTrust } from './default-branch.ts';
import { parseHeads, type RemoteHeads } from './parse-heads.ts';
import { readRemoteUrl } from './remote-url.ts';

/** An answer of the remote, or why there is none. */
export type Asked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: string };

/** The team's remote, for what a clone lacks: other branches, and the history before its end. */
export interface FarSide {
  readonly remote: string;
  /** Its branches as they are now; asked once. */
  heads(): Promise<Asked<RemoteHeads>>;
  /**
   * Fetches a commit, and in a shallow clone as much history as it takes until `reached` finds something, into a repository
   * of ours: not an object, ref or setting of the clone changes, and from then on its reader sees both.
   */
  reach<T>(ask: {
    readonly want: Oid;
    readonly reached: () => Promise<T | undefined>;
    /** Else only what was fetched before. */
    readonly mayFetch: boolean;
  }): Promise<T | undefined>;
  /** Fetches other commits, too, and in a shallow clone more history, until it is enough or the time is over. */
  bring(ask: {
    readonly wants: readonly Oid[];
    readonly isEnough: () => Promise<boolean>;
    readonly timeBudgetMs: number;
  }): Promise<void>;
}

const TIMEOUT_MS = 60_000;

/** `openPlace`: where objects may be fetched to. */
export function makeFarSide(
  reader: CloneReader,
  openPlace: () => Promise<Checked<PrivateRepository>>,
): FarSide {
  const remote = remotesByTrust(reader.facts)[0] ?? 'origin';
  let line: Promise<Asked<Line>> | undefined;
  let heads: Promise<Asked<RemoteHeads>> | undefined;
  const open = (): Promise<Asked<Line>> => {
    line ??= openLine(reader, remote, openPlace);
    return line;
  };
  return {
    remote,
    heads() {
      heads ??= open().then((opened) => (opened.ok ? askHeads(opened.value) : opened));
      return heads;
    },
    async reach({ want, reached, mayFetch }) {
      const opened = await open();
      if (!opened.ok) return undefined;
      reader.seeBeyond(opened.value.place.path);
      const known = await reached();
      if (known !== undefined || !mayFetch) return known;
      return alone(opened.value, async () => {
        // another command may just have fetched it
        const brought = await reached();
        return brought ?? fetchUntil({ reader, line: opened.value, want, reached });
      });
    },
    async bring(ask) {
      const opened = await open();
      if (!opened.ok) return;
      reader.seeBeyond(opened.value.place.path);
      if (await ask.isEnough()) return;
      await alone(opened.value, async () => {
        if (!(await ask.isEnough())) await fetchInTime({ reader, line: opened.value, ...ask });
      });
    },
  };
}

/** A repository of ours that the remote can be asked from. */
interface Line {
  readonly place: PrivateRepository;
  readonly ask: (args: readonly string[], timeoutMs?: number) => Promise<GitResult>;
}

async function openLine(
  { facts }: CloneReader,
  remote: string,
  openPlace: () => Promise<Checked<PrivateRepository>>,
): Promise<Asked<Line>> {
  const url = facts.remotes.find(({ name }) => name === remote)?.url;
  if (url === undefined) return { ok: false, why: 'there is no remote' };
  const read = readRemoteUrl(url, { config: facts.config, root: facts.topLevel ?? facts.commonDir });
  if (read.kind === 'refused') return { ok: false, why: read.why };
  const opened = await openPlace();
  if (!opened.ok) return { ok: false, why: 'there is no folder to fetch to' };
  const place = opened.value;
  const env = remoteEnvironment(place.env, read.url);
  const call: RemoteCall = { ssh: sshSettingsFor(read.url, facts.config), mayAsk: true };
  return {
    ok: true,
    value: {
      place,
      ask: (args, timeoutMs = TIMEOUT_MS) => place.git({ args, env, timeoutMs, remote: call }),
    },
  };
}

async function askHeads({ ask }: Line): Promise<Asked<RemoteHeads>> {
  const args = ['ls-remote', '--quiet', '--symref', '--', REMOTE_NAME, 'HEAD', 'refs/heads/*'];
  const { code, cut, stdout, stderr } = await ask(args);
  if (code === 0) return { ok: true, value: parseHeads(stdout.toString('utf8')) };
  const said = withoutCredentials(stderr.trim()).split('\n').at(-1) ?? '';
  return { ok: false, why: cut || said === '' ? 'it did not answer in time' : said };
}

/** Git refuses a fetch where another one has moved the end of the history meanwhile: commands fetch one after the other. */
async function alone<T>({ place }: Line, fetch: () => Promise<T>): Promise<T> {
  const lock = { path: join(place.path, 'fetching.lock'), timeoutMs: TIMEOUT_MS };
  const locked = await withFileLock(lock, fetch);
  return locked.kind === 'done' ? locked.value : fetch();
}

const FETCH = [
  'fetch',
  '--quiet',
  '--no-tags',
  '--no-write-fetch-head',
  '--no-auto-maintenance',
  '--no-write-commit-graph',
  '--recurse-submodules=no',
];
const STEPS = ['--deepen=50', '--deepen=1000', '--unshallow'];
const MAX_BOUNDARY = 50;

async function fetchUntil<T>(ask: {
  readonly reader: CloneReader;
  readonly line: Line;
  readonly want: Oid;
  readonly reached: () => Promise<T | undefined>;
}): Promise<T | undefined> {
  const { reader, line, want, reached } = ask;
  for (const step of reader.facts.shallow ? STEPS : []) {
    // Git goes on from those ends of our history that what we name leads to; our own head may be unknown there.
    const ends = await readBoundary(reader);
    const { code } = await line.ask([...FETCH, step, '--', REMOTE_NAME, ...new Set([want, ...ends])]);
    const found = await reached();
    if (found !== undefined || code !== 0) return found;
  }
  if (reader.facts.shallow) return undefined;
  await line.ask([...FETCH, '--', REMOTE_NAME, want]);
  return reached();
}

async function fetchInTime(ask: {
  readonly reader: CloneReader;
  readonly line: Line;
  readonly wants: readonly Oid[];
  readonly isEnough: () => Promise<boolean>;
  readonly timeBudgetMs: number;
}): Promise<void> {
  const { reader, line, wants, isEnough } = ask;
  const until = performance.now() + ask.timeBudgetMs;
  for (const step of reader.facts.shallow ? STEPS : [undefined]) {
    const left = until - performance.now();
    if (left <= 0) return;
    const ends = step === undefined ? [] : await readBoundary(reader);
    const args = [...FETCH, ...(step === undefined ? [] : [step]), '--', REMOTE_NAME];
    const { code } = await line.ask([...args, ...new Set([...wants, ...ends])], left);
    if ((await isEnough()) || code !== 0) return;
  }
}

async function readBoundary({ facts }: CloneReader): Promise<readonly string[]> {
  const text = await readFile(join(facts.commonDir, 'shallow'), 'latin1').catch(() => '');
  return text.split('\n').filter(Boolean).slice(0, MAX_BOUNDARY);
}
