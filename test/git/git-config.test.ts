import { expect, test } from 'vitest';
import { configValue, configValues, parseConfigList, splitConfigKey } from '../../src/git/git-config.ts';

test('values may hold line feeds, keys dots, and a variable may stand alone', () => {
  const entries = parseConfigList(
    Buffer.from('local\0a.b\none\ntwo\0global\0a.b\nlast\0system\0core.bare\0new\0url.x.y\n\0'),
  );
  expect(entries).toEqual([
    { scope: 'local', key: 'a.b', value: 'one\ntwo' },
    { scope: 'global', key: 'a.b', value: 'last' },
    { scope: 'system', key: 'core.bare', value: undefined },
    { scope: 'unknown', key: 'url.x.y', value: '' },
  ]);
  expect(configValues(entries, 'a.b')).toEqual(['one\ntwo', 'last']);
  expect(configValue(entries, 'a.b')).toBe('last');
  expect(configValue(entries, 'core.bare')).toBe('true');
  expect(configValue(entries, 'gone')).toBeUndefined();
  expect(parseConfigList(Buffer.alloc(0))).toEqual([]);
});

test.each([
  ['core.bare', 'core', undefined, 'bare'],
  ['remote.my.fork.url', 'remote', 'my.fork', 'url'],
  ['http.https://git.dev/.extraheader', 'http', 'https://git.dev/', 'extraheader'],
])('%s', (key, section, subsection, variable) => {
  expect(splitConfigKey(key)).toEqual({ section, subsection, variable });
});
