import { expect, test } from 'vitest';
import { classifyFailure, parseHttpTrace, spokeToNoGitServer } from '../../src/git/table/classify-failure.ts';

const ACCESS = '\nfatal: Could not read from remote repository.\n';

test.each([
  ['git@github.com: Permission denied (publickey).', 'authentication'],
  ['Host key verification failed.', 'authentication'],
  ["fatal: could not read Username for 'https://github.com': terminal prompts disabled", 'authentication'],
  ["fatal: Authentication failed for 'https://github.com/acme/shop.git/'", 'authentication'],
  ['ERROR: The key you are authenticating with has been marked as read only.', 'read-only'],
  [
    'remote: error: insufficient permission for adding an object to repository database ./objects',
    'read-only',
  ],
  ['ERROR: This repository was archived so it is read-only.', 'archived'],
  ['ERROR: Repository not found.', 'not-found'],
  ["fatal: '../nope.git' does not appear to be a git repository", 'not-found'],
  ['ssh: Could not resolve hostname nope.invalid: Name or service not known', 'network'],
  ['ssh: connect to host h port 22: Connection refused', 'network'],
  ["fatal: unable to access 'https://h/': SSL certificate problem: self signed certificate", 'network'],
  ["fatal: unable to access 'http://127.0.0.1:1/x/': Failed to connect to 127.0.0.1 port 1", 'network'],
  ['fatal: mismatched algorithms: client sha1; server sha256', 'other'],
  ['', 'other'],
])('row 48: %j', (stderr, kind) => {
  expect(classifyFailure({ stderr: stderr + ACCESS, trace: '', wanted: 'look' }).kind).toBe(kind);
});

test('the last answer of a host counts, not the challenge before it', () => {
  const header = (text: string): string => `16:50:01.1 http.c:678              <= Recv header: ${text}\n`;
  const trace = header('HTTP/1.1 401 Unauthorized') + header('Retry-After: 3') + header('HTTP/2 200');
  expect(parseHttpTrace(trace)).toEqual({ status: 200 });
  expect(
    parseHttpTrace(`${trace}${header('HTTP/1.1 429 Too Many Requests')}${header('retry-after: 17')}`),
  ).toEqual({
    status: 429,
    retryAfterS: 17,
  });
  expect(parseHttpTrace('')).toEqual({});
  expect(spokeToNoGitServer(trace)).toBe(true);
  expect(
    spokeToNoGitServer(trace + header('content-type: application/x-git-upload-pack-advertisement')),
  ).toBe(false);
  expect(spokeToNoGitServer('')).toBe(false);
});

test('row 42: what the other side said is cut and carries no password', () => {
  const stderr = `fatal: unable to access 'https://ana:s3cret@h/x' and ssh://tok@h/y ${'x'.repeat(9_000)}`;
  const { detail } = classifyFailure({ stderr, trace: '', wanted: 'push' });
  expect(detail).toContain("'https://h/x' and ssh://h/y");
  expect(detail.length).toBeLessThanOrEqual(2_000);
});
