import { expect, it } from 'vitest';
import { measureCheckout } from '../../src/git/clone/measure-checkout.ts';
import { makeRepository } from '../support/git-fixture.ts';

const files = Object.fromEntries(
  Array.from({ length: 30 }, (_, at) => [`src/${'x'.repeat(at + 1)}/file${at}`, 'x'.repeat(at * 1000)]),
);
const blocks = Array.from({ length: 30 }, (_, at) => Math.ceil((at * 1000) / 4096)).reduce((a, b) => a + b);

it.each([
  ['sha1', 2],
  ['sha1', 4],
  ['sha256', 3],
] as const)('reads what a checkout takes from an index of %s, version %d', async (objectFormat, version) => {
  const repo = makeRepository({ objectFormat });
  repo.commit(files);
  repo.git('update-index', '--index-version', String(version));
  repo.git('update-index', '--refresh');
  const gitDir = `${repo.dir}/.git`;
  const all = (await measureCheckout({ gitDir, objectFormat })) ?? 0;
  expect(Math.floor(all / 4096)).toBeGreaterThanOrEqual(blocks);
  expect(Math.floor(all / 4096)).toBeLessThan(blocks + 4);
  repo.git('sparse-checkout', 'set', '--no-cone', '/src/x/');
  expect(await measureCheckout({ gitDir, objectFormat })).toBeLessThan(20_000);
  expect(await measureCheckout({ gitDir: repo.dir, objectFormat })).toBeUndefined();
});
