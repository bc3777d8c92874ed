import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Looked, RefScope, StoreFailure } from '../../app/ports/ref-store.ts';
import { ABOVE_ALL, LOCKS, ROOT, RUNS, TASKS } from '../../core/claim/refs.ts';
import type { Oid, RefName } from '../../core/model/ids.ts';
import { refName } from '../../core/model/ids.ts';
import { withFileLock } from '../../process/disk/file-lock.ts';
import type { GitResult } from '../exec-git.ts';
import { inScopes, listRefs } from '../private/list-refs.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { fetchAroundLost, type Look } from './around-lost-objects.ts';
import { classifyFailure, noGitServer } from './classify-failure.ts';
import { spokeToNoGitServer } from './http-answers.ts';
import { localDiskFailure } from './local-disk.ts';
import { REMOTE_NAME } from './remote-environment.ts';
import { LEAF, LOOKED_NOTE, nameOfSeen, SEEN, seenName } from './seen-names.ts';
import { silentRemote } from './silent-remote.ts';

/**
 * Fetches what the remote has under the scopes and lists it. A refspec with a star narrows on the server, is no error
 * where nothing matches, and is pruned; so an exact name is asked for as a prefix and the answer narrowed here.
 * One look at a time per private repository, whichever process asks.
 */
export async function fetchSeen(
  look: Look,
  scopes: readonly RefScope[],
  never: readonly string[] = [],
): Promise<Looked<ReadonlyMap<RefName, Oid>>> {
  if (scopes.length === 0) return { ok: true, value: new Map() };
  const lock = { path: join(look.repository.path, 'agentic-look.lock'), timeoutMs: look.timeoutMs };
  const locked = await withFileLock(lock, async () => {
    const { result, lost } = await fetchAroundLost(look, (without) =>
      fetchOnce({ look, scopes, without: [...never, ...without] }),
    );
    if (result.code !== 0) return failed(result, look.repository.path);
    if (spokeToNoGitServer(result.trace)) return unseen(noGitServer(result));
    const seen = await listSeen(look.repository, scopes, lost);
    if (seen.ok && seen.value.size > MOST_LOOSE) await packSeen(look.repository);
    if (seen.ok && isWhole(scopes)) await noteLook(look.repository);
    return seen;
  });
  if (locked.kind === 'done') return locked.value;
  const detail = `another look at the table is under way (${locked.holder})`;
  return { ok: false, failure: { kind: 'other', detail } };
}

const isWhole = (scopes: readonly RefScope[]): boolean =>
  scopes.includes(ROOT) || (scopes.includes(LOCKS) && scopes.includes(TASKS));

/** For whoever has no time to look: how old is what this look has left. Without it that is not said. */
const noteLook = ({ path }: PrivateRepository): Promise<void> =>
  writeFile(join(path, LOOKED_NOTE), '').catch(() => {});

// The work of whole teams, which nobody needs who only wants to know what is there.
const RESULTS = `${RUNS}*/result`;

/** All at or below `refs/agentic`, but for the results of runs; one that was seen earlier counts as little. */
export async function fetchOurs(look: Look): Promise<Looked<ReadonlyMap<RefName, Oid>>> {
  const seen = await fetchSeen(look, [ABOVE_ALL, ROOT], [RESULTS]);
  if (!seen.ok) return seen;
  const isResult = (ref: RefName): boolean => ref.startsWith(RUNS) && ref.endsWith('/result');
  return { ok: true, value: new Map([...seen.value].filter(([ref]) => !isResult(ref))) };
}

const unseen = (failure: StoreFailure): Looked<never> => ({ ok: false, failure });

const failed = (result: GitResult, path: string): Looked<never> =>
  unseen(
    result.cut
      ? silentRemote(result)
      : (localDiskFailure(result.stderr, path) ?? classifyFailure({ ...result, wanted: 'look' })),
  );

interface Fetching {
  readonly look: Look;
  readonly scopes: readonly RefScope[];
  /** Refs that are not asked for, or patterns of such. */
  readonly without: readonly string[];
}

async function fetchOnce(fetching: Fetching): Promise<GitResult> {
  const { look } = fetching;
  const result = await fetchRefs(fetching);
  // a look that was killed leaves lock files of refs that nobody else touches
  if (result.code === 0 || !/refs\/seen\/.*\.lock': File exists/.test(result.stderr)) return result;
  await removeLeftLocks(join(look.repository.path, SEEN));
  return fetchRefs(fetching);
}

const FETCH = [
  '-c',
  'core.fsync=-reference', // what was seen can be seen again: 1,200 refs in a quarter of the time
  'fetch',
  '--stdin', // refspecs: a hundred of them would make a long command line
  '--quiet',
  '--prune',
  '--no-tags',
  '--no-write-fetch-head',
  '--no-auto-maintenance',
  '--no-write-commit-graph',
  '--no-show-forced-updates', // it walks history to say "forced"
  '--recurse-submodules=no',
  '--end-of-options',
  REMOTE_NAME,
];

function fetchRefs({ look, scopes, without }: Fetching): Promise<GitResult> {
  const refspecs = [
    ...[...new Set(scopes)].map((scope) => `+${scope}*:${seenName(scope)}*${LEAF}\n`),
    ...without.map((ref) => `^${ref}\n`),
  ];
  return look.repository.git({
    args: FETCH,
    input: refspecs.join(''),
    env: look.env,
    trace: true,
    timeoutMs: look.timeoutMs,
    remote: look.remote,
  });
}

/** What the last look that came to its end showed, without asking anybody. */
export const readSeen = (
  repository: PrivateRepository,
  scopes: readonly RefScope[],
): Promise<Looked<ReadonlyMap<RefName, Oid>>> => listSeen(repository, scopes, new Map());

async function listSeen(
  repository: PrivateRepository,
  scopes: readonly RefScope[],
  lost: ReadonlyMap<RefName, Oid>,
): Promise<Looked<ReadonlyMap<RefName, Oid>>> {
  const seen = scopes.map((scope) => refName(scope.endsWith('/') ? seenName(scope) : seenName(scope) + LEAF));
  const listed = await listRefs(repository, seen);
  if (!listed.ok) return listed;
  const refs = new Map<RefName, Oid>();
  for (const [name, oid] of listed.value) if (name.endsWith(LEAF)) refs.set(nameOfSeen(name), oid);
  const wanted = inScopes(scopes);
  for (const [ref, oid] of lost) if (wanted(ref)) refs.set(ref, oid);
  return { ok: true, value: refs };
}

async function removeLeftLocks(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  for (const name of names) if (name.endsWith('.lock')) await rm(join(folder, name), { force: true });
}

const MOST_LOOSE = 500;

/**
 * Each ref that a fetch writes is a file, which git opens one by one at every look: 10,000 of them cost half a second
 * each time, in one file a tenth of that. Where it cannot be done now, a later look tries again.
 */
async function packSeen(repository: PrivateRepository): Promise<void> {
  const files = await readdir(join(repository.path, SEEN), { recursive: true }).catch(() => []);
  if (files.length <= MOST_LOOSE) return;
  await repository.git({ args: ['-c', 'core.fsync=-reference', 'pack-refs', '--all', '--prune'] });
}
