import { createHash } from 'node:crypto';
import type { ChangedFiles } from '../../../src/app/ports/changed-files.ts';
import type { LargeObjects } from '../../../src/app/ports/large-objects.ts';
import type { CommitFiles, Publishing } from '../../../src/app/ports/publishing.ts';
import type { WorkChange } from '../../../src/core/ci/work-result.ts';
import type { Oid, RepoPath } from '../../../src/core/model/ids.ts';
import type { Stage } from '../chaos/stage.ts';
import type { Content, ContentTrees } from '../content-trees.ts';

/** A clone of one job: bytes that were not brought into it are not there. */
export function simulatedFiles({ trees, world }: Stage): ChangedFiles {
  const blobs = new Map<Oid, Uint8Array>();
  const contentOf = (of: Oid): Content => trees.read(world.network.objects.treeIn(of));
  return {
    read: async (from, to) => ({ changes: changesOf(contentOf(from), contentOf(to), blobs), left: [] }),
    contents: async (wanted) =>
      new Map(wanted.flatMap((blob): [Oid, Uint8Array][] => entry(blob, blobs.get(blob)))),
    write: async (blob, bytes) => {
      if (blobName(bytes) !== blob) return false;
      blobs.set(blob, bytes);
      return true;
    },
    standing: async () => new Set(),
    apply: async (tree, changes) => apply({ trees, blobs }, tree, changes),
  };
}

/** No simulated file has contents elsewhere. */
export const NO_LARGE_OBJECTS: LargeObjects = {
  read: async () => undefined,
  write: async () => false,
  upload: async () => undefined,
};

const entry = (blob: Oid, bytes: Uint8Array | undefined): [Oid, Uint8Array][] =>
  bytes === undefined ? [] : [[blob, bytes]];

const bytesOf = (lines: readonly string[]): Uint8Array => Buffer.from(lines.join('\n'));

const blobName = (bytes: Uint8Array): Oid =>
  createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex') as Oid;

/** Paths that are not the same in both. */
function differing(before: Content, after: Content): readonly RepoPath[] {
  const same = (path: string): boolean => before.get(path)?.join('\n') === after.get(path)?.join('\n');
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter((path) => !same(path));
  return paths as readonly string[] as readonly RepoPath[];
}

const changesOf = (before: Content, after: Content, blobs: Map<Oid, Uint8Array>): readonly WorkChange[] =>
  differing(before, after).map((path) => {
    const lines = after.get(path);
    if (lines === undefined) return { path };
    const bytes = bytesOf(lines);
    const blob = blobName(bytes);
    blobs.set(blob, bytes);
    return { path, mode: '100644', blob, size: bytes.length };
  });

function apply(
  { trees, blobs }: { readonly trees: ContentTrees; readonly blobs: ReadonlyMap<Oid, Uint8Array> },
  tree: Oid,
  changes: readonly WorkChange[],
): Oid {
  const content = new Map(trees.read(tree));
  for (const { path, blob } of changes) {
    const bytes = blob === undefined ? undefined : blobs.get(blob);
    if (blob === undefined) content.delete(path);
    else if (bytes === undefined) throw new Error(`${blob} was never written`);
    else content.set(path, Buffer.from(bytes).toString('utf8').split('\n'));
  }
  return trees.add(content);
}

/** What jobs of CI ask besides of results. */
export function ciPublishing({ publishing, trees, world }: Stage): Publishing & CommitFiles {
  const contentOf = (of: Oid): Content => trees.read(world.network.objects.treeIn(of));
  const readFile: CommitFiles['readFile'] = async ({ commit, name, maxBytes }) => {
    const text = contentOf(commit).get(name)?.join('\n');
    return text === undefined || text.length > maxBytes ? undefined : text;
  };
  return {
    ...publishing,
    changedPaths: async (from, to) => differing(contentOf(from), contentOf(to)),
    readFile,
    readFiles: async ({ names, ...wish }) => {
      const texts = await Promise.all(
        names.map(async (name) => ({ name, text: await readFile({ ...wish, name }) })),
      );
      return new Map(texts.flatMap(({ name, text }) => (text === undefined ? [] : [[name, text]])));
    },
  };
}
