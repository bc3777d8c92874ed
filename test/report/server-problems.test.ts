import { expect, test } from 'vitest';
import type { StoreFailureKind } from '../../src/app/ports/store-failure.ts';
import { storeProblem } from '../../src/app/store-problem.ts';
import { describeProblem } from '../../src/report/problems/describe-problem.ts';

const TABLE = 'git.example/acme/shop';
const words = (kind: StoreFailureKind, more: object = {}): string =>
  describeProblem(storeProblem({ kind, detail: '', ...more }, TABLE));

test('the server is quoted where it said something, and only there', () => {
  const said = 'User permission denied for writing.';
  expect(words('read-only', { said, status: '403 Forbidden' })).toMatch(
    /^no permission to write to git\.example\/acme\/shop \(403 Forbidden\); the server said: User permission denied/,
  );
  expect(words('read-only', { cause: 'the remote end hung up' })).not.toMatch(/said|hung up/);
});

test('what is to be done fits what happened', () => {
  expect(words('rate-limit', { retryAfterS: 90 })).toMatch(/repeat the command in 90 s/);
  expect(words('too-large', { status: '413 Payload Too Large' })).toMatch(/git lfs/);
  expect(words('server-error', { status: '503 Service Unavailable' })).toMatch(/503 Service Unavailable/);
  expect(words('web-page', { status: '200 OK, text/html' })).toMatch(/as a web site.*text\/html.*login page/);
  expect(words('host-key-unknown')).toMatch(/ssh -T git\.example once, on a terminal/);
  expect(words('ssh-key', { cause: 'git@git.example: Permission denied (publickey).' })).toMatch(
    /did not accept your ssh key: git@git\.example: Permission denied \(publickey\)/,
  );
});

test('a changed host key is a warning, and nothing else is told so', () => {
  expect(words('host-key-changed')).toMatch(
    /^WARNING: .*another ssh host key.*\n.*ssh-keygen -R git\.example/,
  );
  expect(words('host-key-unknown')).not.toMatch(/WARNING/);
});

test('nothing is called unchanged by whoever does not know it', () => {
  expect(words('network', { cause: 'it did not answer in time' })).not.toMatch(/nothing was changed/);
  expect(words('unanswered')).not.toMatch(/nothing was changed/);
});
