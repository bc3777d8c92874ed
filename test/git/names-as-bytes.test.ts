import { expect, it } from 'vitest';
import { pathFromBytes, pathToBytes, recordsFromBytes } from '../../src/git/path-bytes.ts';

const NAMES = ['src/a.ts', 'Käse\n.md', '\ufeffmarked', 'tab\there'].map((name) => Buffer.from(name));
const NO_TEXT = Buffer.from([0x66, 0xe9, 0xff, 0x2e, 0x63]);

it.each([
  ['nothing', []],
  ['names that are UTF-8', NAMES],
  ['one among them that is not', [...NAMES, NO_TEXT, Buffer.from('later')]],
])('%s, at once as one by one', (_, names) => {
  const records = recordsFromBytes(Buffer.concat(names.flatMap((name) => [name, Buffer.of(0)])));
  expect(records).toEqual(names.map((name) => pathFromBytes(name)));
  expect(records.map((record) => pathToBytes(record).toString('hex'))).toEqual(
    names.map((name) => name.toString('hex')),
  );
});
