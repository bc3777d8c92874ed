import type { Publishing } from '../../src/app/ports/publishing.ts';
import { readTaskLines } from '../../src/core/claim/task-line.ts';
import type { Oid, RefName, RepoPath } from '../../src/core/model/ids.ts';
import type { ContentTrees } from './content-trees.ts';
import { commitObject, type ObjectPool } from './object-pool.ts';

/** Results in a world whose files are a few lines: commits as git has them, merges line by line. */
export function simulatedPublishing(objects: ObjectPool, trees: ContentTrees): Publishing {
  const commit: Publishing['commit'] = async ({ tree, parents, message }) => {
    const lines = parents.map((parent) => `parent ${parent}\n`).join('');
    const made = commitObject(`tree ${tree}\n${lines}author a\ncommitter a\n\n${message}`);
    objects.add(made);
    return made.oid;
  };
  return {
    folder: '',
    commit,
    commitFile: ({ name, bytes, parents, message }) =>
      commit({ tree: trees.add(new Map([[name, [bytes]]])), parents, message }),
    merge: async (ours, theirs) => {
      const base = mergeBase(objects, ours, theirs);
      const tree = (of: Oid): Oid => objects.treeOf(of);
      const merged = trees.merge({
        base: base === undefined ? trees.add(new Map()) : tree(base),
        ours: tree(ours),
        theirs: tree(theirs),
      });
      return merged.conflicts.length === 0
        ? { kind: 'clean', tree: merged.tree }
        : { kind: 'conflict', paths: merged.conflicts as readonly RepoPath[], tree: merged.tree };
    },
    trialMerge: async () => ({ shared: [], conflicts: [] }),
    takePaths: async ({ tree }) => tree,
    leftMarkers: async () => [],
    othersChange: async ({ paths }) => ({ paths, commits: [], patch: '' }),
    findTrailer: async ({ from, to, start }) => {
      const before = ancestors(objects, from);
      for (const [oid, message] of ancestors(objects, to))
        if (!before.has(oid) && message.includes(`\nAgentic-Task: ${start}`)) return oid;
      return undefined;
    },
    readTaskLines: async ({ tips, without = [] }) => {
      const before = new Set(without.flatMap((of) => [...ancestors(objects, of).keys()]));
      const seen = new Map(tips.flatMap((of) => [...ancestors(objects, of)]));
      const found = [...seen].filter(([oid]) => !before.has(oid));
      return {
        commits: new Set(found.map(([oid]) => oid)),
        lines: found.flatMap(([commit, message]) =>
          readTaskLines(message).map((line) => ({ ...line, commit })),
        ),
      };
    },
    changedBy: async (commits) =>
      new Map(commits.map((commit) => [commit, changedBy({ objects, trees }, commit)])),
    contains: async (ask) => ancestors(objects, ask.in).has(ask.commit),
    treeOf: async (of) => objects.treeOf(of),
    changedPaths: async () => [],
    digestOf: async () => '',
    listFiles: async () => [],
    keep: async (name) => `refs/kept/${name}` as RefName,
    listKept: async () => [],
    cloneBranch: async () => undefined,
    moveCloneBranch: async () => ({ kind: 'failed', detail: 'there is a remote' }),
  };
}

/** A commit and all before it, newest first, with their messages. */
export function ancestors(objects: ObjectPool, from: Oid): ReadonlyMap<Oid, string> {
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

function mergeBase(objects: ObjectPool, ours: Oid, theirs: Oid): Oid | undefined {
  const other = ancestors(objects, theirs);
  return [...ancestors(objects, ours).keys()].find((oid) => other.has(oid));
}

function changedBy(
  { objects, trees }: { readonly objects: ObjectPool; readonly trees: ContentTrees },
  commit: Oid,
): readonly RepoPath[] {
  const sight = objects.sight(commit);
  const [parent] = sight.kind === 'commit' ? sight.parents : [];
  const before = parent === undefined ? new Map() : trees.read(objects.treeOf(parent));
  const after = trees.read(objects.treeOf(commit));
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path)?.join('\n') !== after.get(path)?.join('\n'),
  ) as readonly string[] as readonly RepoPath[];
}
