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
      const merged = mergeTrees({ objects, trees }, ours, theirs);
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
    cloneObstacle: async () => undefined,
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

interface Files {
  readonly objects: ObjectPool;
  readonly trees: ContentTrees;
}

/** As git does it: where two histories were merged into each other, their bases are merged first. */
function mergeTrees({ objects, trees }: Files, ours: Oid, theirs: Oid): ReturnType<ContentTrees['merge']> {
  const [first, ...more] = mergeBases(objects, ours, theirs);
  let base = first === undefined ? trees.add(new Map()) : objects.treeOf(first);
  for (const other of more) {
    const before = mergeBases(objects, first ?? other, other)[0];
    base = trees.merge({
      base: before === undefined ? trees.add(new Map()) : objects.treeOf(before),
      ours: base,
      theirs: objects.treeOf(other),
    }).tree;
  }
  return trees.merge({ base, ours: objects.treeOf(ours), theirs: objects.treeOf(theirs) });
}

/** Common ancestors of which none is one of another. */
function mergeBases(objects: ObjectPool, ours: Oid, theirs: Oid): readonly Oid[] {
  const other = ancestors(objects, theirs);
  const common = [...ancestors(objects, ours).keys()].filter((oid) => other.has(oid));
  return common.filter((oid) => !common.some((one) => one !== oid && ancestors(objects, one).has(oid)));
}

function changedBy({ objects, trees }: Files, commit: Oid): readonly RepoPath[] {
  const sight = objects.sight(commit);
  const [parent] = sight.kind === 'commit' ? sight.parents : [];
  const before = parent === undefined ? new Map() : trees.read(objects.treeOf(parent));
  const after = trees.read(objects.treeOf(commit));
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path)?.join('\n') !== after.get(path)?.join('\n'),
  ) as readonly string[] as readonly RepoPath[];
}
