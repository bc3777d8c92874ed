import { describe, expect, test } from 'vitest';
import type { StoreFailureKind } from '../../src/app/ports/store-failure.ts';
import { classifyFailure } from '../../src/git/table/classify-failure.ts';
import { parseHttpTrace, spokeToNoGitServer } from '../../src/git/table/http-answers.ts';

const ACCESS = '\nfatal: Could not read from remote repository.\n';
const kindOf = (stderr: string): StoreFailureKind =>
  classifyFailure({ stderr, trace: '', wanted: 'push' }).kind;

describe('what ssh says', () => {
  test.each([
    ['root@127.0.0.1: Permission denied (publickey).', 'ssh-key'],
    ['root@127.0.0.1: Permission denied (publickey,password).', 'ssh-key'],
    ['Host key verification failed.', 'host-key-unknown'],
    [
      '@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nHost key verification failed.',
      'host-key-changed',
    ],
    [
      'Host key for [127.0.0.1]:3977 has changed and you have requested strict checking.\nHost key verification failed.',
      'host-key-changed',
    ],
    ['ssh: Could not resolve hostname nope.invalid: Name or service not known', 'unknown-host'],
    ['ssh: connect to host h port 22: Connection refused', 'connection-refused'],
    ['ssh: connect to host h port 22: Connection timed out', 'network'],
    ['ERROR: The key you are authenticating with has been marked as read only.', 'read-only'],
    ['ERROR: Permission to acme/shop.git denied to ana.', 'read-only'],
    ['Gitea: Unauthorized\nUser: 2:ben with Key: 3:x is not authorized to write to acme/shop.', 'read-only'],
    ['ERROR: This repository was archived so it is read-only.', 'archived'],
    ['ERROR: Repository not found.', 'not-found'],
    ["fatal: '../nope.git' does not appear to be a git repository", 'not-found'],
  ])('%j', (stderr, kind) => {
    expect(kindOf(stderr + ACCESS)).toBe(kind);
  });
});

describe('what git and curl say', () => {
  test.each([
    ["fatal: could not read Username for 'https://github.com': terminal prompts disabled", 'authentication'],
    ["fatal: Authentication failed for 'https://github.com/acme/shop.git/'", 'authentication'],
    ["fatal: unable to access 'https://h/': SSL certificate problem: self-signed certificate", 'certificate'],
    [
      "fatal: unable to access 'https://h/': server certificate verification failed. CAfile: none",
      'certificate',
    ],
    [
      "fatal: unable to access 'https://h/': gnutls_handshake() failed: The TLS connection was lost",
      'network',
    ],
    [
      "fatal: unable to access 'http://h/x/': Failed to connect to h port 1 after 0 ms: Couldn't connect to server",
      'connection-refused',
    ],
    ["fatal: unable to access 'http://nope.invalid/': Could not resolve host: nope.invalid", 'unknown-host'],
    ["fatal: unable to access 'https://h/': CONNECT tunnel failed, response 407", 'proxy'],
    ["fatal: unable to access 'https://h/': Could not resolve proxy: p", 'proxy'],
    [
      'fatal: unable to update url base from redirection:\n  asked for: http://h/s.git/info/refs\n   redirect: http://h/login',
      'redirected',
    ],
    ['fatal: mismatched algorithms: client sha1; server sha256', 'other'],
    ['', 'other'],
  ])('%j', (stderr, kind) => {
    expect(kindOf(stderr)).toBe(kind);
  });
});

describe('what servers and their hooks say', () => {
  test.each([
    ['error: User permission denied for writing.', 'read-only'],
    ['GitLab: You are not allowed to push code to this project.', 'read-only'],
    ['This deploy key does not have write access to this project.', 'read-only'],
    ["TF401027: You need the Git 'GenericContribute' permission to perform this action.", 'read-only'],
    ['error: insufficient permission for adding an object to repository database ./objects', 'read-only'],
    ['error: GH006: Protected branch update failed for refs/heads/main.', 'protected-branch'],
    ['error: Not allowed to push to protected branch agentic/x', 'protected-branch'],
    ['GitLab: You are not allowed to push code to protected branches on this project.', 'protected-branch'],
    [
      'TF402455: Pushes to this branch are not permitted; you must use a pull request to update this branch.',
      'protected-branch',
    ],
    ['Branch refs/heads/main can only be modified through pull requests.', 'protected-branch'],
    ["error: File a.bin is 123.00 MB; this exceeds GitHub's file size limit of 100.00 MB", 'too-large'],
    ['GitLab: You are attempting to check in one or more blobs which exceed the 10MiB limit:', 'too-large'],
    ['fatal: pack exceeds maximum allowed size', 'too-large'],
    ['fatal: unable to write loose object file: No space left on device', 'server-full'],
    [
      'GitLab: Your push to this repository has been rejected because it would exceed storage limits.',
      'server-full',
    ],
    [
      "error: cannot lock ref 'refs/agentic/x': Unable to create '/srv/refs/agentic/x.lock': File exists.",
      'server-lock',
    ],
    ['error: GH013: Repository rule violations found.\nremote: - GITHUB PUSH PROTECTION', 'hook-declined'],
    ['no ticket named', 'hook-declined'],
  ])('%j', (words, kind) => {
    const reasons = ['pre-receive hook declined'];
    const { kind: seen } = classifyFailure({
      stderr: `remote: ${words}\n`,
      trace: '',
      reasons,
      wanted: 'push',
    });
    expect(seen).toBe(kind);
  });
});

test('names of refs, files and hosts say nothing', () => {
  const stderr = `error: failed to push some refs to 'https://rate limit.example/archived repository.git'
remote: error: hook declined to update refs/agentic/locks/protected%20branch/certificate`;
  expect(classifyFailure({ stderr, trace: '', reasons: ['hook declined'], wanted: 'push' }).kind).toBe(
    'hook-declined',
  );
});

const header = (text: string): string => `16:50:01.1 http.c:684              <= Recv header: ${text}\n`;
const sent = (text: string): string => `16:50:01.1 http.c:684              => Send header: ${text}\n`;

test('the last answer of a host counts, not the challenge before it', () => {
  const trace = header('HTTP/1.1 401 Unauthorized') + header('Retry-After: 3') + header('HTTP/2 200');
  expect(parseHttpTrace(trace)).toEqual({ status: 200, statusLine: '200', allAnswered: false });
  expect(
    parseHttpTrace(`${trace}${header('HTTP/1.1 429 Too Many Requests')}${header('retry-after: 17')}`),
  ).toMatchObject({ status: 429, statusLine: '429 Too Many Requests', retryAfterS: 17 });
  expect(parseHttpTrace('')).toEqual({ allAnswered: false });
  expect(spokeToNoGitServer(trace)).toBe(true);
  expect(
    spokeToNoGitServer(trace + header('content-type: application/x-git-upload-pack-advertisement')),
  ).toBe(false);
  expect(spokeToNoGitServer('')).toBe(false);
});

test('a date to wait for is measured by the clock of the server', () => {
  const trace =
    header('HTTP/1.1 503 Service Unavailable') +
    header('Date: Thu, 26 Nov 2026 10:00:00 GMT') +
    header('Retry-After: Thu, 26 Nov 2026 10:02:00 GMT');
  expect(parseHttpTrace(trace).retryAfterS).toBe(120);
});

test('a request that was sent again may have been done the first time', () => {
  const post = sent('POST /shop.git/git-receive-pack HTTP/1.1');
  const no = header('HTTP/1.1 403 Forbidden');
  expect(parseHttpTrace(post + no).allAnswered).toBe(true);
  expect(parseHttpTrace(post + header('HTTP/1.1 100 Continue')).allAnswered).toBe(false);
  expect(parseHttpTrace(post + post + no).allAnswered).toBe(false);
});

test('row 42: what the other side said is cut and carries no password', () => {
  const stderr = `fatal: unable to access 'https://ana:s3cret@h/x' and ssh://tok@h/y ${'x'.repeat(9_000)}`;
  const { detail } = classifyFailure({ stderr, trace: '', wanted: 'push' });
  expect(detail).toContain("'https://h/x' and ssh://h/y");
  expect(detail.length).toBeLessThanOrEqual(2_000);
});
