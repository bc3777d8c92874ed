import type { KeptPiece } from '../../app/ports/publishing.ts';
import { KEPT_MS } from '../../core/claim/decide-upkeep.ts';
import type { Oid, RefName } from '../../core/model/ids.ts';
import { oidOf, refName } from '../../core/model/ids.ts';
import type { WallTime } from '../../core/model/time.ts';
import { wallTime } from '../../core/model/time.ts';
import type { PrivateRepository } from '../private/private-repository.ts';

/** Unpublished work that the private repository keeps under a name. */
export interface KeptWork {
  readonly ref: RefName;
  readonly commit: Oid;
  /** The date that we have given its commit. */
  readonly since: WallTime;
}

// Sample: `95d09f2b10159347eece71399a7e2e907ea3df4f 1795377600 refs/kept/main-0a1b2c3d/fix-77e1a9c4`; no date where it
// is no commit, and so none of ours.
const LINE = /^([0-9a-f]{40,64}) (\d{1,12}) (refs\/kept\/.+)$/;

/** All that is kept, in the order of names. */
export async function listKept(repository: PrivateRepository): Promise<readonly KeptWork[]> {
  const format = '%(objectname) %(committerdate:unix) %(refname)';
  const listed = await repository.git({ args: ['for-each-ref', `--format=${format}`, 'refs/kept/'] });
  return listed.stdout
    .toString('utf8')
    .split('\n')
    .flatMap((line) => {
      const [, commit, seconds, ref] = LINE.exec(line) ?? [];
      if (commit === undefined || ref === undefined) return [];
      return [{ ref: refName(ref), commit: oidOf(commit), since: wallTime(Number(seconds) * 1000) }];
    });
}

const FIELDS = ['objectname', 'refname', 'tree', 'parent', 'contents'];

/** The pieces that one commit holds whole, the newest first, with what they were begun on. */
export async function listKeptPieces(repository: PrivateRepository): Promise<readonly KeptPiece[]> {
  const format = FIELDS.map((field) => `%(${field})%00`).join('');
  const args = ['for-each-ref', '--sort=-committerdate', `--format=${format}`, 'refs/kept/'];
  const listed = await repository.git({ args });
  const fields = listed.stdout.toString('utf8').split('\0');
  const pieces: KeptPiece[] = [];
  for (let at = 0; at + FIELDS.length <= fields.length; at += FIELDS.length) {
    const [commit = '', ref = '', tree = '', base = '', message = ''] = fields.slice(at, at + FIELDS.length);
    if (!/^[0-9a-f]{40,64}$/.test(base)) continue; // several parents, or none: not made of one task's work
    const oids = { commit: oidOf(commit.trim()), tree: oidOf(tree), base: oidOf(base) };
    pieces.push({ ref: refName(ref), message, ...oids });
  }
  return pieces;
}

/** Ends what has been kept for longer than `KEPT_MS`; each name only where it still stands for the same. */
export async function dropOldKept(repository: PrivateRepository, now: WallTime): Promise<number> {
  const oldest = now - KEPT_MS;
  const old = (await listKept(repository)).filter(({ since }) => since < oldest);
  let dropped = 0;
  for (const { ref, commit } of old)
    if ((await repository.git({ args: ['update-ref', '-d', ref, commit] })).code === 0) dropped++;
  return dropped;
}

/** What all of it takes on the disk beyond what it was begun on, in bytes; 0 where git cannot say. */
export async function measureKept(repository: PrivateRepository): Promise<number> {
  const kept = await listKept(repository);
  if (kept.length === 0) return 0;
  const lines = kept.flatMap(({ commit }) => [commit, `^${commit}^@`]).map((line) => `${line}\n`);
  const args = ['rev-list', '--disk-usage', '--objects', '--exclude-promisor-objects', '--stdin'];
  const { code, stdout } = await repository.git({ args, input: lines.join('') });
  return code === 0 ? Number(stdout.toString('latin1')) : 0;
}
