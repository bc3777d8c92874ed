import { join } from 'node:path';
import type { Oid } from '../../core/model/ids.ts';
import { oidOf } from '../../core/model/ids.ts';
import { shortBranch } from '../../core/model/short-branch.ts';
import { isRealFolder, listUntrusted, readUntrusted } from './read-untrusted.ts';

/** A commit that an agent's repository names somewhere. */
export interface Tip {
  /** `branch`, `stash`: a person would look there; `log`: only a reflog still knows it. */
  readonly kind: 'branch' | 'stash' | 'log';
  /** Of a branch, its short name; `stash@{1}`; `HEAD@{7}`. */
  readonly name: string;
  readonly oid: Oid;
}

export interface Tips {
  /** What is checked out; `undefined` where nothing says so. */
  readonly head: Oid | undefined;
  readonly others: readonly Tip[];
  /** Values of remote-tracking branches and tags: what is reached by them is somewhere else, too. */
  readonly remote: readonly Oid[];
}

const OID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const SMALL = 4 * 1024;
const LARGEST_PACKED = 64 * 1024 * 1024;
const LARGEST_LOG = 4 * 1024 * 1024;

/** All commits that an agent's repository names: HEAD, branches, stashes, what its reflogs remember. As text, no git runs. */
export async function readTips(gitDir: string): Promise<Tips> {
  if (!(await isRealFolder(gitDir))) return { head: undefined, others: [], remote: [] };
  const refs = await readRefs(gitDir);
  const head = await readHead(gitDir, refs);
  const branches = [...refs].flatMap(([ref, oid]): readonly Tip[] =>
    ref === 'refs/stash' || isRemote(ref) ? [] : [{ kind: 'branch', name: shortBranch(ref), oid }],
  );
  const logged = await readLogs(gitDir);
  const stashes = logged.filter(({ kind }) => kind === 'stash');
  const stash = refs.get('refs/stash');
  return {
    head,
    remote: [...refs].flatMap(([ref, oid]) => (isRemote(ref) ? [oid] : [])),
    others: [
      ...branches,
      ...(stash === undefined || stashes.some(({ oid }) => oid === stash)
        ? stashes
        : [{ kind: 'stash' as const, name: 'stash', oid: stash }, ...stashes]),
      ...logged.filter(({ kind }) => kind === 'log'),
    ],
  };
}

const isRemote = (ref: string): boolean => /^refs\/(?:remotes|tags)\//.test(ref);

async function readRefs(gitDir: string): Promise<ReadonlyMap<string, Oid>> {
  const refs = new Map<string, Oid>();
  const packed = (await readUntrusted(join(gitDir, 'packed-refs'), LARGEST_PACKED)) ?? '';
  for (const line of packed.split('\n')) {
    const [oid = '', ref] = line.split(' ');
    if (ref !== undefined && OID.test(oid)) refs.set(ref, oidOf(oid));
  }
  for (const name of await listUntrusted(join(gitDir, 'refs'))) {
    const text = (await readUntrusted(join(gitDir, 'refs', name), SMALL))?.trim() ?? '';
    if (OID.test(text)) refs.set(`refs/${name}`, oidOf(text));
  }
  return refs;
}

async function readHead(gitDir: string, refs: ReadonlyMap<string, Oid>): Promise<Oid | undefined> {
  const text = (await readUntrusted(join(gitDir, 'HEAD'), SMALL))?.trim() ?? '';
  if (OID.test(text)) return oidOf(text);
  const ref = /^ref: (refs\/.+)$/.exec(text)?.[1];
  return ref === undefined ? undefined : refs.get(ref);
}

async function readLogs(gitDir: string): Promise<readonly Tip[]> {
  const found: Tip[] = [];
  for (const name of await listUntrusted(join(gitDir, 'logs')))
    found.push(...(await readLog(gitDir, name, name === 'refs/stash' ? 'stash' : 'log')));
  return found;
}

// Sample: 0000… 1f2e… Ana <ana@x> 1795377600 +0100\tcommit: Do it

/** The values that a reflog names, the newest first. */
async function readLog(gitDir: string, name: string, kind: 'stash' | 'log'): Promise<readonly Tip[]> {
  const text = (await readUntrusted(join(gitDir, 'logs', name), LARGEST_LOG)) ?? '';
  const short = kind === 'stash' ? 'stash' : shortBranch(name);
  return text
    .split('\n')
    .map((line) => line.split(' ', 2)[1] ?? '')
    .filter((oid) => OID.test(oid))
    .reverse()
    .map((oid, at) => ({ kind, name: `${short}@{${at}}`, oid: oidOf(oid) }));
}
