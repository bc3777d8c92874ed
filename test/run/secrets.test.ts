import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskSecrets } from '../../src/core/agents/mask-secrets.ts';
import { secretStream } from '../../src/core/agents/secret-stream.ts';
import { isSecretName, secretValues } from '../../src/core/agents/secret-values.ts';

const KEY_NAMES = 'PRIVATE KEY-----'; // apart, so that no scanner takes this file for one that holds a key
const KEY = `-----BEGIN RSA ${KEY_NAMES}\nMIIEow\nIBAAKC\n-----END RSA ${KEY_NAMES}`;
const ALNUM = 'abcdefghij0123456789ABCDEFGHIJ456789';

describe('secrets in what agents print', () => {
  test.each([
    'GITHUB_TOKEN',
    'OPENAI_API_KEY',
    'PGPASSWORD',
    'DB_PASSWD',
    'AWS_SECRET_ACCESS_KEY',
    'MYSQL_PWD',
    'npm_config__auth',
    'NPM_AUTH',
    'DEPLOYKEY',
    'GOOGLE_CREDENTIALS',
    'accessToken',
  ])('%s is secret', (name) => expect(isSecretName(name)).toBe(true));

  test.each([
    'GIT_AUTHOR_NAME',
    'PWD',
    'OLDPWD',
    'SSH_AUTH_SOCK',
    'PATH',
    'KEYBOARD',
    'HOME',
    'SECRET_FILE',
    'LANG',
  ])('%s is not', (name) => expect(isSecretName(name)).toBe(false));

  test('values, line by line and as programs encode them; not those that are in every text', () => {
    const env = {
      A_TOKEN: 's3cr3t/+"x',
      B_TOKEN: 'true',
      C_TOKEN: 'abc',
      D_KEY: 'first line\nsecond line',
      E: 'visible',
    };
    const mask = maskSecrets(secretValues(env));
    const spelled = ['s3cr3t/+"x', JSON.stringify('s3cr3t/+"x'), encodeURIComponent('s3cr3t/+"x')];
    for (const text of [...spelled, Buffer.from('s3cr3t/+"x').toString('base64'), 'second line'])
      expect(mask(`<${text}>`)).toMatch(/^<"?\*\*\*"?>$/);
    expect(mask('true abc visible')).toBe('true abc visible');
  });

  test.each([
    [`ghp_${ALNUM}`, '***'],
    [`x github_pat_11${ALNUM}_${ALNUM} y`, 'x *** y'],
    [`glpat-${ALNUM.slice(0, 20)}`, '***'],
    [`sk-ant-api03-${ALNUM}`, '***'],
    ['AKIAIOSFODNN7EXAMPLE', '***'],
    [`xoxb-1234567890-${ALNUM}`, '***'],
    [`npm_${ALNUM}`, '***'],
    [`Authorization: Bearer ${ALNUM}`, 'Authorization: Bearer ***'],
    ['authorization: basic dXNlcjpwYXNz', 'authorization: basic ***'],
    [`-H "Authorization: token ${ALNUM}" x`, '-H "Authorization: token ***" x'],
    ['https://me:hunter2@host/x', 'https://me:***@host/x'],
    [`https://${ALNUM}@host/x`, 'https://***@host/x'],
    [`eyJhbGciOiJ.eyJzdWIiOiI.${ALNUM}`, '***'],
    [`a ${KEY} b`, 'a *** b'],
    ['basic authentication and a bearer of bad news', 'basic authentication and a bearer of bad news'],
    ['ssh://git@host/x risk-averse-and-long-sk-name', 'ssh://git@host/x risk-averse-and-long-sk-name'],
  ])('%s', (text, masked) => expect(maskSecrets([])(text)).toBe(masked));

  test('a secret is found wherever a log is cut into writes', () => {
    const mask = maskSecrets(['hunter2-hunter2']);
    const text = `a\nmy hunter2-hunter2 ghp_${ALNUM}\n${KEY}\nlast hunter2-hunter2`;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (sizes) => {
        const stream = secretStream(mask);
        let said = '';
        for (let at = 0, turn = 0; at < text.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1;
          said += stream.push(text.slice(at, at + size));
          at += size;
        }
        expect(said + stream.end()).toBe('a\nmy *** ***\n***\nlast ***');
      }),
    );
  });

  test('also in a line that never ends, of which most is let go', () => {
    const stream = secretStream(maskSecrets(['hunter2-hunter2']));
    const line = `${'x'.repeat(997)} hunter2-hunter2 `.repeat(600);
    let said = '';
    for (let at = 0; at < line.length; at += 1000) said += stream.push(line.slice(at, at + 1000));
    expect(said.length).toBeGreaterThan(100_000);
    expect(said + stream.end()).toBe(line.replaceAll('hunter2-hunter2', '***'));
  });

  test('what only looks like the beginning of a key does not swallow the log', () => {
    const stream = secretStream(maskSecrets([]));
    const said = stream.push(`-----BEGIN ${KEY_NAMES}\n${'line\n'.repeat(300)}`);
    expect(said + stream.end()).toContain('line\nline\n');
  });
});

test('a value that colours tear apart is one value for whoever reads it', () => {
  const mask = maskSecrets(['s3cr3tvalue-abcdef']);
  expect(mask('a s3cr3t\x1b[0m\x1b[1;31mvalue-abc\x1b[0mdef b')).toBe('a *** b');
  expect(mask('a s3cr3tvalue-abcde b')).toContain('s3cr3t');
});
