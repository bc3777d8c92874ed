import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RefName } from '../../core/model/ids.ts';
import { refName } from '../../core/model/ids.ts';
import { listUntrusted } from '../agent/read-untrusted.ts';
import { execGit } from '../exec-git.ts';
import { listRefs } from './list-refs.ts';
import type { PrivateRepository } from './private-repository.ts';

const OID = /^[0-9a-f]{40,64}\n?$/;
const SCOPES = ['refs/agentic/', 'refs/seen/', 'refs/kept/'] as RefName[];
const MOST_KNOWN = 5_000;

/** Refs of ours that a killed machine left half written. */
export async function findBadRefFiles({
  path,
}: Pick<PrivateRepository, 'path'>): Promise<readonly RefName[]> {
  const bad: RefName[] = [];
  for (const name of await listUntrusted(join(path, 'refs'))) {
    if (name.endsWith('.lock')) continue;
    const text = await readFile(join(path, 'refs', name), 'latin1').catch(() => '');
    if (!OID.test(text) && !text.startsWith('ref: ')) bad.push(refName(`refs/${name}`));
  }
  const packed = await readFile(join(path, PACKED), 'latin1').catch(() => '');
  if (packed.split('\n').some((line) => !PACKED_LINE.test(line))) bad.push(PACKED);
  return bad.sort();
}

/** The file of many refs, where a line of it is none. */
export const PACKED = refName('packed-refs');

// # pack-refs with: peeled fully-peeled sorted \n95d09f2b… refs/kept/x\n^1f2e…
export const PACKED_LINE = /^(?:#.*|\^?[0-9a-f]{40,64}|[0-9a-f]{40,64} refs\/.+|)$/;

/** Refs of ours to objects that are not all there any more. What the clone's refs reach is the clone's to vouch for. */
export async function findLostRefs(
  repository: PrivateRepository,
  clone: { readonly commonDir: string },
): Promise<readonly RefName[]> {
  const listed = await listRefs(repository, SCOPES);
  if (!listed.ok || listed.value.size === 0) return [];
  const known = await refsOfClone(clone);
  const oids = listed.value;
  const oidsOf = (refs: readonly RefName[]) => refs.flatMap((ref) => oids.get(ref) ?? []);
  return narrow([...oids.keys()], (refs) => isReachable(repository, oidsOf(refs), known));
}

/** Those of which the question fails, asked of halves, so that a few cost little among many. */
async function narrow<T>(
  all: readonly T[],
  isSound: (some: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> {
  if (all.length === 0 || (await isSound(all))) return [];
  if (all.length === 1) return all;
  const half = Math.ceil(all.length / 2);
  return [...(await narrow(all.slice(0, half), isSound)), ...(await narrow(all.slice(half), isSound))];
}

async function isReachable(
  { git }: PrivateRepository,
  tips: readonly string[],
  known: readonly string[],
): Promise<boolean> {
  // what a promisor has not given yet is not lost
  const args = ['rev-list', '--objects', '--quiet', '--exclude-promisor-objects', '--stdin'];
  const lines = [...tips, ...known.map((oid) => `^${oid}`)];
  return (await git({ args, input: `${lines.join('\n')}\n` })).code === 0;
}

async function refsOfClone({ commonDir }: { readonly commonDir: string }): Promise<readonly string[]> {
  const args = [
    '--git-dir',
    commonDir,
    'for-each-ref',
    '--format=%(objectname)',
    'refs/heads/',
    'refs/remotes/',
  ];
  const listed = await execGit({ args, cwd: commonDir });
  const oids = new Set(listed.stdout.toString('latin1').split('\n').filter(Boolean));
  return listed.code === 0 ? [...oids].slice(0, MOST_KNOWN) : [];
}
