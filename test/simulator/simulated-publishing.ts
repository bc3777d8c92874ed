import { createHash } from 'node:crypto';
import type { Publishing } from '../../src/app/ports/publishing.ts';
import type { Oid, RefName } from '../../src/core/model/ids.ts';
import { commitObject, type ObjectPool } from './object-pool.ts';

/** Results in a world without files: every merge is clean, and a tree is a name for what went into it. */
export function simulatedPublishing(objects: ObjectPool): Publishing {
  const commit: Publishing['commit'] = async ({ tree, parents, message }) => {
    const lines = parents.map((parent) => `parent ${parent}\n`).join('');
    const made = commitObject(`tree ${tree}\n${lines}author a\ncommitter a\n\n${message}`);
    objects.add(made);
    return made.oid;
  };
  return {
    commit,
    commitFile: ({ bytes, parents, message }) => commit({ tree: treeOf(bytes), parents, message }),
    merge: async (ours, theirs) => ({ kind: 'clean', tree: treeOf(ours, theirs) }),
    trialMerge: async () => ({ shared: [], conflicts: [] }),
    takePaths: async ({ tree }) => tree,
    othersChange: async ({ paths }) => ({ paths, commits: [], patch: '' }),
    findTrailer: async ({ from, to, start }) => {
      const before = ancestors(objects, from);
      for (const [oid, message] of ancestors(objects, to))
        if (!before.has(oid) && message.includes(`\nAgentic-Task: ${start}`)) return oid;
      return undefined;
    },
    contains: async (ask) => ancestors(objects, ask.in).has(ask.commit),
    treeOf: async (of) => treeOf(of),
    changedPaths: async () => [],
    digestOf: async () => '',
    listFiles: async () => [],
    keep: async (name) => `refs/kept/${name}` as RefName,
    cloneBranch: async () => undefined,
    moveCloneBranch: async () => ({ kind: 'failed', detail: 'there is a remote' }),
  };
}

export const treeOf = (...of: readonly string[]): Oid =>
  createHash('sha1').update(of.join(' ')).digest('hex') as Oid;

/** A commit and all before it, newest first, with their messages. */
function ancestors(objects: ObjectPool, from: Oid): ReadonlyMap<Oid, string> {
  const found = new Map<Oid, string>();
  const open = [from];
  for (let oid = open.shift(); oid !== undefined; oid = open.shift()) {
    const sight = objects.sight(oid);
    if (found.has(oid) || sight.kind !== 'commit') continue;
    found.set(oid, sight.message);
    open.push(...sight.parents);
  }
  return found;
}
