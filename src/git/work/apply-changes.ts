import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChangedFiles } from '../../app/ports/changed-files.ts';
import type { WorkChange } from '../../core/ci/work-result.ts';
import { objectName } from '../../core/claim/state-commit.ts';
import type { Oid } from '../../core/model/ids.ts';
import { oidOf, repoPath } from '../../core/model/ids.ts';
import { failGit } from '../fail-git.ts';
import { pathFromBytes, pathToBytes } from '../path-bytes.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { writeLooseObjects } from '../private/state-objects.ts';
import { parseBatch } from '../read/parse-batch.ts';
import { splitNul } from '../split-records.ts';

export function changedFiles(repository: PrivateRepository): ChangedFiles {
  const must = orFail(repository);
  return {
    async read(from, to) {
      const raw = splitNul(
        await must(['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', from, to]),
      );
      return sizedWith(must, parseRaw(raw));
    },
    contents: (blobs) => contentsOf(must, [...new Set(blobs)]),
    async standing(commit, blobs) {
      const listed = (await must(['ls-tree', '-r', '--format=%(objectname)', commit])).toString('latin1');
      const there = new Set(listed.split('\n'));
      return new Set(blobs.filter((blob) => there.has(blob)));
    },
    async write(blob, bytes) {
      if (objectName('blob', bytes, repository.objectFormat) !== blob) return false;
      await writeLooseObjects(join(repository.path, 'objects'), [{ oid: blob, type: 'blob', bytes }], {
        sync: false,
      });
      return true;
    },
    async apply(tree, changes) {
      const index = join(repository.path, `index-${randomUUID()}`);
      try {
        await must(['read-tree', tree], { index });
        await must(['update-index', '-z', '--replace', '--index-info'], {
          index,
          input: infoOf(changes, tree.length),
        });
        return oidOf((await must(['write-tree'], { index })).toString('latin1').trim());
      } finally {
        await rm(index, { force: true });
      }
    },
  };
}

type Must = (args: readonly string[], more?: { input?: Uint8Array; index?: string }) => Promise<Buffer>;

/** What git prints; none of these may fail for a reason of the user's. */
const orFail =
  (repository: PrivateRepository): Must =>
  async (args, { input, index } = {}) => {
    const result = await repository.git({
      args,
      ...(input === undefined ? {} : { input }),
      ...(index === undefined ? {} : { env: { GIT_INDEX_FILE: index } }),
    });
    if (result.code !== 0) throw failGit(args[0] ?? '', result);
    return result.stdout;
  };

async function contentsOf(must: Must, blobs: readonly Oid[]): Promise<ReadonlyMap<Oid, Uint8Array>> {
  const output = await must(['cat-file', '--batch'], {
    input: Buffer.from(blobs.map((oid) => `${oid}\n`).join('')),
  });
  const answers = parseBatch(output, blobs.length);
  return new Map(
    blobs.flatMap((oid, at): [Oid, Uint8Array][] => {
      const answer = answers[at];
      return answer?.found ? [[oid, answer.content]] : [];
    }),
  );
}

const TAKEN = new Set(['100644', '100755', '120000']);

// :100644 100755 257c… 5716… M\0src/a b.ts\0:000000 160000 0000… 1f2e… A\0vendor/x\0
function parseRaw(raw: readonly Buffer[]): {
  readonly changes: readonly WorkChange[];
  readonly left: readonly string[];
} {
  const changes: WorkChange[] = [];
  const left: string[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const head = /^:\d{6} (\d{6}) [0-9a-f]+ ([0-9a-f]+) /.exec(raw[at]?.toString('latin1') ?? '');
    const path = pathFromBytes(raw[at + 1] ?? Buffer.alloc(0));
    const [, mode = '', blob = ''] = head ?? [];
    if (mode === '000000') changes.push({ path });
    else if (TAKEN.has(mode)) changes.push({ path, mode: mode as '100644', blob: oidOf(blob) });
    else left.push(path);
  }
  return { changes, left };
}

/** 5716… blob 312 */
async function sizedWith(
  must: Must,
  found: ReturnType<typeof parseRaw>,
): Promise<ReturnType<typeof parseRaw>> {
  const blobs = [...new Set(found.changes.flatMap(({ blob }) => blob ?? []))];
  if (blobs.length === 0) return found;
  const input = Buffer.from(blobs.map((oid) => `${oid}\n`).join(''));
  const lines = (await must(['cat-file', '--batch-check'], { input })).toString('latin1').split('\n');
  const sizes = new Map(
    lines.map((line) => line.split(' ')).map(([oid = '', , size]) => [oid, Number(size)]),
  );
  const changes = found.changes.map((change) =>
    change.blob === undefined ? change : { ...change, size: sizes.get(change.blob) ?? 0 },
  );
  return { changes, left: found.left };
}

/** Removals first: a file may have become a folder. */
function infoOf(changes: readonly WorkChange[], digits: number): Buffer {
  const gone = changes
    .filter(({ blob }) => blob === undefined)
    .map(({ path }) => [`0 ${'0'.repeat(digits)}\t`, path]);
  const made = changes.flatMap(({ mode, blob, path }) =>
    blob === undefined ? [] : [[`${mode} ${blob}\t`, path]],
  );
  return Buffer.concat(
    [...gone, ...made].flatMap(([head = '', path = '']) => [
      Buffer.from(head),
      pathToBytes(repoPath(path)),
      Buffer.from('\0'),
    ]),
  );
}
