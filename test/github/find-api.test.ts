import { expect, test } from 'vitest';
import { findApi } from '../../src/github/find-api.ts';

const token = { GITHUB_TOKEN: 't' };

test.each([
  ['of github.com', token, { url: 'https://api.github.com', host: 'github.com' }],
  ['from gh’s variable', { GH_TOKEN: 't' }, { url: 'https://api.github.com', host: 'github.com' }],
  [
    'of a server of one’s own',
    {
      ...token,
      GITHUB_API_URL: 'https://git.acme.example/api/v3/',
      GITHUB_SERVER_URL: 'https://git.acme.example',
    },
    { url: 'https://git.acme.example/api/v3', host: 'git.acme.example' },
  ],
  [
    'of a host for one company',
    { ...token, GITHUB_API_URL: 'https://api.acme.ghe.com' },
    { url: 'https://api.acme.ghe.com', host: 'acme.ghe.com' },
  ],
  [
    'on this machine',
    { ...token, GITHUB_API_URL: 'http://127.0.0.1:8080' },
    { url: 'http://127.0.0.1:8080', host: '127.0.0.1:8080' },
  ],
])('the API %s', (_what, env, place) => {
  expect(findApi(env)).toEqual({ ...place, token: 't' });
});

test.each([
  ['without a token', {}],
  ['with an empty token', { GITHUB_TOKEN: '' }],
  ['in the clear', { ...token, GITHUB_API_URL: 'http://git.acme.example/api/v3' }],
  ['in a file', { ...token, GITHUB_API_URL: 'file:///etc' }],
  ['that is no url', { ...token, GITHUB_API_URL: 'api' }],
])('no API %s', (_what, env) => {
  expect(findApi(env)).toBeUndefined();
});
