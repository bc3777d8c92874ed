import { expect, test } from 'vitest';
import { rawDiffParser } from '../../src/git/read/parse-raw-diff.ts';
import { makeRepository } from '../support/git-fixture.ts';
import { changesAt } from '../support/open-repository.ts';

test('row 73: no file, one file, a commit without changes', async () => {
  const repo = makeRepository();
  repo.commit({});
  expect((await changesAt(repo.dir)).changes).toEqual([]);
  repo.commit({ a: 'a\n' });
  expect((await changesAt(repo.dir)).changes).toMatchObject([{ path: 'a', added: 1, deleted: 0 }]);
  repo.commit({});
  expect((await changesAt(repo.dir)).changes).toEqual([]);
});

test('row 73: above 20,000 files nothing is counted, and every name is there', async () => {
  const repo = makeRepository({ bare: true });
  repo.commit({ keep: 'k' });
  const files = Array.from({ length: 30_000 }, (_, at) => [`d${at % 100}/f${at}`, 'x\n'] as const);
  repo.commit(files);
  const { changes } = await changesAt(repo.dir);
  expect(changes).toHaveLength(30_000);
  expect(changes.every(({ added, deleted }) => added === null && deleted === null)).toBe(true);
});

test('row 73: a huge text, a pointer of LFS and a generated lock file are counted; large files are not read', async () => {
  const repo = makeRepository({ bare: true });
  const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1000000000\n';
  repo.commit({ 'big.bin': pointer });
  const huge = 'line\n'.repeat(2_000_000);
  repo.commit({ 'big.bin': pointer.replace('00', '11'), 'huge.txt': huge, 'package-lock.json': '{\n}\n' });
  const { changes, repository, base } = await changesAt(repo.dir);
  expect(changes.map(({ path, added }) => [path, added])).toEqual([
    ['big.bin', 1],
    ['huge.txt', 2_000_000],
    ['package-lock.json', 2],
  ]);
  const paths = changes.map(({ path }) => path);
  const { head } = repository.place;
  expect([...(await repository.readFiles(head, paths, 1000)).keys()]).toEqual([
    'big.bin',
    'package-lock.json',
  ]);
  const texts = await repository.readDiff({ base: base.commit, head }, paths, 1000);
  expect([...texts.keys()]).toEqual(['big.bin', 'package-lock.json']);
  const blobs = await repository.readBlobs(
    changes.flatMap(({ newBlob }) => newBlob ?? []),
    { each: 1000, all: 40 },
  );
  expect([...blobs.values()].map(({ length }) => length)).toEqual([4]);
});

test('the parser takes the output in pieces of any size', () => {
  const one = `:100644 100644 ${'a'.repeat(40)} ${'b'.repeat(40)} M\0é.ts\0`;
  const two = `:100644 100644 ${'c'.repeat(40)} ${'c'.repeat(40)} R100\0old\0new\0`;
  const bytes = Buffer.from(`${one}${two}1\t2\té.ts\x000\t0\t\0old\0new\0`);
  const parse = (size: number) => {
    const parser = rawDiffParser();
    for (let at = 0; at < bytes.length; at += size) parser.push(bytes.subarray(at, at + size));
    return parser.end();
  };
  const whole = parse(bytes.length);
  expect(whole).toMatchObject([
    { path: 'new', oldPath: 'old', added: 0, deleted: 0 },
    { path: 'é.ts', added: 1, deleted: 2 },
  ]);
  for (const size of [1, 2, 3, 7, 50]) expect(parse(size)).toEqual(whole);
});
