import { describe, expect, test } from 'vitest';
import type { Oid, RefName } from '../../src/core/model/ids.ts';
import { chooseTable } from '../../src/git/clone/choose-table.ts';
import type { CloneFacts } from '../../src/git/clone/clone-facts.ts';
import { applyInsteadOf } from '../../src/git/clone/remote-url.ts';

const clone = (remotes: Record<string, string>, config: Record<string, string> = {}): CloneFacts => ({
  cwd: '/work/shop',
  topLevel: '/work/shop',
  bare: false,
  gitDir: '/work/shop/.git',
  commonDir: '/work/shop/.git',
  objectFormat: 'sha1',
  shallow: false,
  head: { kind: 'branch', ref: 'refs/heads/feature' as RefName, oid: '1'.repeat(40) as Oid },
  remotes: Object.entries(remotes).map(([name, url]) => ({ name, url })),
  upstream: undefined,
  config: Object.entries(config).map(([key, value]) => ({ scope: 'local', key, value })),
});
const chosen = (...args: Parameters<typeof chooseTable>): string => {
  const table = chooseTable(...args);
  if (!table.ok) return table.problems.map((problem) => problem.code).join();
  return table.value.kind === 'local' ? 'local' : table.value.name;
};
const TWO = { origin: 'git@github.com:ana/shop.git', upstream: 'git@github.com:acme/shop.git' };

describe('which remote is the table', () => {
  test('none: local; one: that one; several: never guessed', () => {
    expect(chosen(clone({}))).toBe('local');
    expect(chosen(clone({ anything: '/srv/shop.git' }))).toBe('anything');
    expect(chosen(clone(TWO))).toBe('remote-ambiguous');
    expect(chosen(clone({ origin: '/srv/shop.git', again: '/srv/shop.git' }))).toBe('origin');
    const table = chooseTable(clone(TWO));
    expect(table).toMatchObject({ problems: [{ data: { remotes: ['origin', 'upstream'] } }] });
  });

  test('configured wins; a name that does not exist is refused, never replaced', () => {
    expect(chosen(clone(TWO), { configured: 'upstream' })).toBe('upstream');
    expect(chosen(clone(TWO), { configured: 'gone' })).toBe('bad-remote');
    expect(chosen(clone({}), { configured: 'gone' })).toBe('bad-remote');
    expect(
      chooseTable(clone(TWO), { configured: 'https://ana:secret@git.acme.dev/table.git' }),
    ).toMatchObject({
      value: { name: 'https://git.acme.dev/table.git', display: 'git.acme.dev/table' },
    });
  });

  test("the base branch's remote, then the current branch's", () => {
    const base = 'refs/remotes/upstream/main' as RefName;
    expect(chosen(clone(TWO, { 'branch.feature.remote': 'origin' }), { base })).toBe('upstream');
    expect(chosen(clone(TWO, { 'branch.main.remote': 'upstream', 'branch.feature.remote': 'origin' }))).toBe(
      'upstream',
    );
    expect(chosen(clone(TWO, { 'branch.feature.remote': 'origin' }))).toBe('origin');
    expect(chosen(clone(TWO, { 'branch.feature.remote': '.' }))).toBe('remote-ambiguous');
    const nested = clone({ my: '/a', 'my/fork': '/b' });
    expect(chosen(nested, { base: 'refs/remotes/my/fork/main' as RefName })).toBe('my/fork');
  });
});

describe('row 33: what a url may be', () => {
  const only = (url: string, config = {}) => chooseTable(clone({ origin: url }, config));

  test.each([
    'ext::sh -c id',
    'fd::17',
    'transport-of-mine://x/y',
    '-oProxyCommand=x',
    '--upload-pack=x',
    'ssh://-oProxyCommand=x/shop.git',
    'ssh://-x@host/shop.git',
    'ssh://host/-x',
    'ssh://host/%2Dx',
    'git@-oProxyCommand=x:shop.git',
    'git@h:-x',
    'file:///',
    'file://',
    'https:///shop.git',
    'https://',
    'a\nb:c',
    ':x',
  ])('%j is refused', (url) => {
    expect(only(url)).toMatchObject({ ok: false, problems: [{ code: 'bad-remote' }] });
  });

  test('a remote whose name is an option', () => {
    expect(chosen(clone({ '-oProxyCommand=x': 'git@h:x' }))).toBe('bad-remote');
  });

  test('insteadOf cannot bring back what is refused', () => {
    expect(only('gh:shop', { 'url.ext::sh -c .insteadof': 'gh:' }).ok).toBe(false);
  });

  test.each([
    ['https://github.com/acme/shop.git', undefined, 'github.com/acme/shop'],
    ['https://ana:ghp_secret@github.com/acme/shop.git/', undefined, 'github.com/acme/shop'],
    ['http://localhost:3000/acme/shop', undefined, 'localhost:3000/acme/shop'],
    ['git@github.com:acme/shop.git', undefined, 'github.com/acme/shop'],
    ['github.com:acme/shop', undefined, 'github.com/acme/shop'],
    ['ssh://git@host.dev:2222/~/shop.git', undefined, 'host.dev:2222/~/shop'],
    ['git://host.dev/shop.git', undefined, 'host.dev/shop'],
    ['/srv/my é/shop.git', '/srv/my é/shop.git', '/srv/my é/shop.git'],
    ['../shop.git', '/work/shop.git', '/work/shop.git'],
    ['./a:b', '/work/shop/a:b', '/work/shop/a:b'],
    ['file:///srv/shop.git', undefined, '/srv/shop.git'],
  ])('%j is used, and shown without credentials', (url, forGit, display) => {
    expect(only(url)).toMatchObject({ ok: true, value: { kind: 'remote', url: forGit ?? url, display } });
  });
});

test('insteadOf: the longest prefix wins, and git still gets the raw url', () => {
  const config = clone(
    {},
    {
      'url.https://mirror.dev/.insteadof': 'gh:',
      'url.git@github.com:acme/.insteadof': 'gh:acme/',
      'url.ssh://push/.pushinsteadof': 'gh:acme/shop',
    },
  ).config;
  expect(applyInsteadOf('gh:acme/shop', config)).toBe('git@github.com:acme/shop');
  expect(applyInsteadOf('gh:bo/shop', config)).toBe('https://mirror.dev/bo/shop');
  expect(applyInsteadOf('other:x', config)).toBe('other:x');
  const table = chooseTable({ ...clone({ origin: 'gh:acme/shop' }), config });
  expect(table).toMatchObject({ value: { url: 'gh:acme/shop', display: 'github.com/acme/shop' } });
});
