import { copyFile, mkdir, rename } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { LargeFiles } from '../../app/ports/large-files.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import { type LfsPointer, readLfsPointer } from '../../core/run/lfs-pointer.ts';
import { leadsSomewhere } from '../../process/disk/is-there.ts';
import type { CloneFacts } from '../clone/clone-facts.ts';
import { failGit } from '../fail-git.ts';
import { configValue } from '../git-config.ts';
import { pathFromBytes } from '../path-bytes.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { parseBatch } from '../read/parse-batch.ts';
import { splitNul } from '../split-records.ts';
import { REMOTE_NAME, remoteEnvironment } from '../table/remote-environment.ts';
import { withoutCredentials } from '../table/server-words.ts';

interface Pointer extends LfsPointer {
  readonly path: RepoPath;
}

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
        : upload({ repository, url, pointers });
    },
  };
}

/** Git itself finds the few files whose change has to do with a pointer, so that other changes cost one process. */
async function findPointers(
  repository: PrivateRepository,
  from: Oid,
  tree: Oid,
): Promise<readonly Pointer[]> {
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

/** By git-lfs itself, in our repository and with our credentials: the agent has none. */
async function upload(ask: {
  readonly repository: PrivateRepository;
  readonly url: string;
  readonly pointers: readonly Pointer[];
}): Promise<Problem | undefined> {
  const { repository, url, pointers } = ask;
  const oids = [...new Set(pointers.map(({ oid }) => oid))];
  const pushed = await repository.git({
    args: ['lfs', 'push', '--object-id', REMOTE_NAME, ...oids],
    env: { ...remoteEnvironment(repository.env, url), GIT_TERMINAL_PROMPT: '0' },
  });
  if (pushed.code === 0) return undefined;
  return notDelivered(
    pointers,
    withoutCredentials(pushed.stderr.trim() || pushed.stdout.toString('utf8').trim()),
  );
}

/** Without a remote the result is the clone's, and so are the contents. */
async function handOver(
  repository: PrivateRepository,
  clone: CloneFacts,
  pointers: readonly Pointer[],
): Promise<Problem | undefined> {
  const wanted = configValue(clone.config, 'lfs.storage');
  const storage = wanted === undefined ? join(clone.commonDir, 'lfs') : storageAt(clone, wanted);
  const missing: Pointer[] = [];
  for (const pointer of pointers) {
    const place = join('objects', pointer.oid.slice(0, 2), pointer.oid.slice(2, 4), pointer.oid);
    const target = join(storage, place);
    if (await leadsSomewhere(target)) continue;
    const beside = `${target}.agentic-${process.pid}`;
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(repository.path, 'lfs', place), beside).then(
      () => rename(beside, target),
      () => missing.push(pointer),
    );
  }
  return missing.length === 0 ? undefined : notDelivered(missing, 'their contents are nowhere');
}

const storageAt = (clone: CloneFacts, wanted: string): string =>
  isAbsolute(wanted) ? wanted : resolve(clone.commonDir, wanted);

const notDelivered = (pointers: readonly Pointer[], detail: string): Problem =>
  problemOf('lfs-not-uploaded', { paths: pointers.map(({ path }) => path), detail: detail.slice(0, 500) });
