import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { HolderMemory, Sightings } from '../../app/ports/claim-memory.ts';
import type { HeldClaim } from '../../core/claim/held-claim.ts';
import type { Sighting } from '../../core/claim/lease.ts';
import type { RefName } from '../../core/model/ids.ts';
import { diskProblem } from '../disk/disk-problem.ts';
import { readIfThere, writeDurably } from '../disk/durable-file.ts';

const VERSION = 1;
const LARGEST = 8 * 1024 * 1024;
// Enough for every ref that a team is likely to have; the oldest are forgotten first, which only delays evictions.
const MOST_SIGHTINGS = 5000;

/** Where a session's memory lies; also the name of the lock under which one process at a time acts for it. */
export const holderFile = (privateRepository: string, holder: string): string =>
  join(privateRepository, 'holders', `${holderDigest(holder)}.json`);

/** What a holder is called where its whole name would be no name of a file. */
export const holderDigest = (holder: string): string =>
  createHash('sha256').update(holder).digest('hex').slice(0, 24);

/** What a session believes in, kept in a file that is synced before anything is sent. */
export function fileHolderMemory(path: string): HolderMemory {
  const load = async (): Promise<readonly HeldClaim[]> => {
    const content = await readVersioned<{ claims: readonly HeldClaim[] }>(path);
    return content?.claims ?? [];
  };
  const save = (claims: readonly HeldClaim[]): Promise<void> =>
    writeDurably(path, `${JSON.stringify({ version: VERSION, claims })}\n`);
  // several claims of one push are settled at the same time, and each write begins with what the one before has left
  let writing: Promise<void> = Promise.resolve();
  const inTurn = (write: () => Promise<void>): Promise<void> => {
    const turn = writing.then(write);
    writing = turn.catch(() => {});
    return turn;
  };
  return {
    load,
    put: (claim) =>
      inTurn(async () => {
        await save([...(await load()).filter((other) => other.claim !== claim.claim), claim]);
      }),
    forget: (claim) =>
      inTurn(async () => {
        const claims = await load();
        if (claims.some((other) => other.claim === claim))
          await save(claims.filter((other) => other.claim !== claim));
      }),
  };
}

/** Since when this clone has seen others' refs at their values, over commands. */
export function fileSightings(privateRepository: string): Sightings {
  const path = join(privateRepository, 'sightings.json');
  return {
    async load() {
      const content = await readVersioned<{ seen: readonly (readonly [RefName, Sighting])[] }>(path);
      return new Map(content?.seen ?? []);
    },
    async save(sightings) {
      const newest = [...sightings].sort(([, a], [, b]) => b.wall - a.wall).slice(0, MOST_SIGHTINGS);
      await writeDurably(path, `${JSON.stringify({ version: VERSION, seen: newest })}\n`).catch(unlessDisk);
    },
  };
}

/** Forgetting only delays evictions: no reason to end a look where the disk is full, or read-only. */
function unlessDisk(error: unknown): void {
  if (diskProblem(error) === undefined) throw error;
}

/** A file of our own that is gone, torn by a full disk, or of another version counts as absent. */
async function readVersioned<T>(path: string): Promise<T | undefined> {
  const bytes = await readIfThere(path, LARGEST);
  if (!bytes) return undefined;
  try {
    const content: unknown = JSON.parse(bytes.toString('utf8'));
    const version =
      typeof content === 'object' && content !== null && 'version' in content ? content.version : 0;
    return version === VERSION ? (content as T) : undefined; // written by us alone, in our own folder
  } catch {
    return undefined;
  }
}
