import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ObjectSight } from '../../core/claim/ref-transaction.ts';
import { LOCKS, TASKS } from '../../core/claim/refs.ts';
import type { Oid, RefName } from '../../core/model/ids.ts';
import type { WallTime } from '../../core/model/time.ts';
import type { CloneFacts } from '../clone/clone-facts.ts';
import { execGit } from '../exec-git.ts';
import { failGit } from '../fail-git.ts';
import { cachePlaceOf } from '../private/cache-place.ts';
import { MARKER, PRIVATE, privateRepositoryPath } from '../private-place.ts';
import { parseSeenRefs } from './parse-seen-refs.ts';
import { LOOKED_NOTE, nameOfSeen, seenName } from './seen-names.ts';

/** Locks and task refs with what they point to, as the last look left them. */
export interface LastSeen {
  readonly refs: ReadonlyMap<RefName, Oid>;
  readonly objects: ReadonlyMap<Oid, ObjectSight>;
  /** When the whole table was last looked at; undefined: it is in this clone, or nobody knows. */
  readonly at: WallTime | undefined;
}

const NOTHING: LastSeen = { refs: new Map(), objects: new Map(), at: undefined };

// Thousands of claims; beyond that nobody is served by a hook that reads them all.
const MOST_BYTES = 32 * 1024 * 1024;

/** Reads it in one git process, and asks nobody else. */
export async function readLastSeen(clone: CloneFacts): Promise<LastSeen> {
  const place = await findPrivate(clone);
  if (place === undefined) return NOTHING;
  const { path } = place;
  const hasRemote = clone.remotes.length > 0;
  const scopes = [LOCKS, TASKS].map((scope) => (hasRemote ? seenName(scope) : scope));
  const result = await execGit({
    // one question for names and contents: two more processes would be a tenth of what a commit may wait
    args: ['for-each-ref', `--format=${FORMAT}`, '--', ...scopes],
    cwd: path,
    env: { GIT_DIR: path, GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' },
    maxBytes: MOST_BYTES,
  });
  if (result.cut) return NOTHING;
  if (result.code !== 0) throw failGit('for-each-ref', result, path);
  const { refs, objects } = parseSeenRefs(result.stdout);
  if (!hasRemote) return { refs, objects, at: undefined };
  const named = new Map([...refs].map(([ref, oid]) => [nameOfSeen(ref), oid]));
  return { refs: named, objects, at: place.at };
}

const FORMAT = '%(refname)%00%(objectname)%00%(objecttype)%00%(parent)%00%(contents)%00';

/**
 * Where the whole table was looked at last: in the private repository of the clone, or in the one in the user's cache, where
 * commands that only look do so before the first claim. None is made.
 */
async function findPrivate(
  clone: CloneFacts,
): Promise<{ path: string; at: WallTime | undefined } | undefined> {
  const cache = await cachePlaceOf(clone);
  const places = [privateRepositoryPath(clone), ...(cache === undefined ? [] : [join(cache, PRIVATE)])];
  const found = await Promise.all(
    places.map(async (path) => ({
      path,
      isThere: (await timeOf(join(path, MARKER))) !== undefined,
      at: await timeOf(join(path, LOOKED_NOTE)),
    })),
  );
  const [newest] = found.filter(({ isThere }) => isThere).sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
  return newest;
}

const timeOf = (path: string): Promise<WallTime | undefined> =>
  stat(path).then(
    ({ mtimeMs }) => Math.round(mtimeMs) as WallTime,
    () => undefined,
  );
