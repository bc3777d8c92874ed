import { copyFile, mkdir, rename } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { LargeFiles } from '../../app/ports/large-files.ts';
import type { LargeFile } from '../../app/ports/large-objects.ts';
import type { Oid } from '../../core/model/ids.ts';
import type { Problem } from '../../core/model/problem.ts';
import { readLfsPointer } from '../../core/run/lfs-pointer.ts';
import { leadsSomewhere } from '../../process/disk/is-there.ts';
import type { CloneFacts } from '../clone/clone-facts.ts';
import { failGit } from '../fail-git.ts';
import { configValue } from '../git-config.ts';
import { pathFromBytes } from '../path-bytes.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { parseBatch } from '../read/parse-batch.ts';
import { splitNul } from '../split-records.ts';
import { largeObjectPath } from './large-objects.ts';
import { notUploaded, uploadLargeFiles } from './upload-large-files.ts';

/** Git LFS for results; `undefined` where the clone does not use it. `url`: of the remote that the results go to. */
export function openLargeFiles(ask: {
  readonly repository: PrivateRepository;
  readonly clone: CloneFacts;
  readonly url: string | undefined;
}): LargeFiles | undefined {
  const { repository, clone, url } = ask;
  const uses = ['filter.lfs.clean', 'filter.lfs.process'].some((key) => configValue(clone.config, key));
  if (!uses) return undefined;
  return {
    deliver: async ({ from, tree }) => {
      const pointers = await findPointers(repository, from, tree);
      if (pointers.length === 0) return undefined;
      return url === undefined
        ? handOver(repository, clone, pointers)
        : uploadLargeFiles({ repository, url, files: pointers });
    },
  };
}

/** Git itself finds the few files whose change has to do with a pointer, so that other changes cost one process. */
async function findPointers(
  repository: PrivateRepository,
  from: Oid,
  tree: Oid,
): Promise<readonly LargeFile[]> {
  const ask = async (args: readonly string[], input = ''): Promise<Buffer> => {
    const result = await repository.git({ args, input });
    if (result.code !== 0) throw failGit(args[0] ?? '', result);
    return result.stdout;
  };
  const diff = ['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-ext-diff', '--no-textconv'];
  const raw = splitNul(await ask([...diff, '-G^oid sha256:', from, tree]));
  const found = raw.flatMap((head, at) => {
    const blob = /^:\d{6} \d{6} \S+ ([0-9a-f]{40,64}) [AM]$/.exec(head.toString('latin1'))?.[1];
    const name = raw[at + 1];
    return blob === undefined || name === undefined ? [] : [{ blob, path: pathFromBytes(name) }];
  });
  if (found.length === 0) return [];
  const read = await ask(['cat-file', '--batch'], found.map(({ blob }) => `${blob}\n`).join(''));
  return parseBatch(read, found.length).flatMap((answer, at) => {
    const pointer = answer.found ? readLfsPointer(answer.content) : undefined;
    const path = found[at]?.path;
    return pointer === undefined || path === undefined ? [] : [{ path, ...pointer }];
  });
}

/** Without a remote the result is the clone's, and so are the contents. */
async function handOver(
  repository: PrivateRepository,
  clone: CloneFacts,
  pointers: readonly LargeFile[],
): Promise<Problem | undefined> {
  const wanted = configValue(clone.config, 'lfs.storage');
  const storage = wanted === undefined ? join(clone.commonDir, 'lfs') : storageAt(clone, wanted);
  const missing: LargeFile[] = [];
  for (const pointer of pointers) {
    const target = join(storage, relative('lfs', largeObjectPath(pointer.oid)));
    if (await leadsSomewhere(target)) continue;
    const beside = `${target}.agentic-${process.pid}`;
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(repository.path, largeObjectPath(pointer.oid)), beside).then(
      () => rename(beside, target),
      () => missing.push(pointer),
    );
  }
  return missing.length === 0 ? undefined : notUploaded(missing, 'their contents are nowhere');
}

const storageAt = (clone: CloneFacts, wanted: string): string =>
  isAbsolute(wanted) ? wanted : resolve(clone.commonDir, wanted);
