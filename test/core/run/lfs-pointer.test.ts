import { expect, test } from 'vitest';
import { isOddPointer, readLfsPointer } from '../../../src/core/run/lfs-pointer.ts';

const oid = 'ab'.repeat(32);
const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 12\n`;
const read = (text: string) => readLfsPointer(Buffer.from(text));

test('a pointer is read as git-lfs writes it, with extensions too', () => {
  expect(read(pointer)).toEqual({ oid, size: 12 });
  expect(read(pointer.replace('oid', `ext-0-x sha256:${oid}\noid`))).toEqual({ oid, size: 12 });
});

test.each<[string, string]>([
  ['other ends of lines', pointer.replaceAll('\n', '\r\n')],
  ['without its size', pointer.replace(/size.*\n/, '')],
  ['with more after it', `${pointer}more\n`],
  ['with two names', pointer.replace('size', `oid sha256:${'cd'.repeat(32)}\nsize`)],
  ['an older name', pointer.replace('git-lfs.github.com', 'hawser.github.com')],
  ['with a negative size', pointer.replace('12', '-1')],
])('%s: it may stand for anything', (_what, text) => {
  expect(read(text)).toBeUndefined();
  expect(isOddPointer(Buffer.from(text))).toBe(true);
});

test('a text about git-lfs, and a large file, are files like all others', () => {
  for (const text of ['# How we use git-lfs\n', `${pointer}${'x'.repeat(1024)}`]) {
    expect(read(text)).toBeUndefined();
    expect(isOddPointer(Buffer.from(text))).toBe(false);
  }
});
