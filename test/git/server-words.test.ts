import { expect, test } from 'vitest';
import { ownWords, serverWords } from '../../src/git/table/server-words.ts';

test.each([
  // Gitea 1.26, a reader
  [
    "remote: \nremote: error:\nremote: error: User permission denied for writing.        \nremote: error:\nerror: failed to push some refs to 'http://h/s'",
    'User permission denied for writing.',
  ],
  [
    'remote: Resolving deltas: 100% (3/3), done.\nremote: no ticket named\nremote: error: hook declined to update refs/agentic/q',
    'no ticket named',
  ],
  ['remote: ========\nremote: first\nremote: second\nremote: ========', 'first / second'],
  [
    'ERROR: Repository not found.\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.',
    'Repository not found.',
  ],
  ['Gitea: Unauthorized\nfatal: Could not read from remote repository.', 'Gitea: Unauthorized'],
  // git's, ssh's and curl's own words
  ['fatal: the remote end hung up unexpectedly', ''],
  ['root@127.0.0.1: Permission denied (publickey).\nfatal: Could not read from remote repository.', ''],
  ["fatal: unable to access 'http://h/': The requested URL returned error: 403", ''],
  ['warning: redirecting to http://h/\n', ''],
])('%j: the server said %j', (stderr, words) => {
  expect(serverWords(stderr)).toBe(words);
});

test('the reason for a ref is said where it says more than the kind of the refusal', () => {
  expect(serverWords('', ['pre-receive hook declined', 'hook declined'])).toBe('');
  expect(serverWords('', ['prohibited by Gerrit: not permitted: update'])).toBe(
    'prohibited by Gerrit: not permitted: update',
  );
});

test.each([
  [
    "fatal: unable to access 'https://ana:pw@h/': SSL certificate problem: self-signed certificate",
    'SSL certificate problem: self-signed certificate',
  ],
  [
    'ssh: connect to host h port 22: Connection refused\nfatal: Could not read from remote repository.',
    'ssh: connect to host h port 22: Connection refused',
  ],
  [
    'root@h: Permission denied (publickey).\nfatal: Could not read from remote repository.',
    'root@h: Permission denied (publickey).',
  ],
  ["remote: no\nerror: failed to push some refs to 'x'", ''],
])('%j: git gave up because of %j', (stderr, words) => {
  expect(ownWords(stderr)).toBe(words);
});
