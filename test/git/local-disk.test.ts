import { describe, expect, it } from 'vitest';
import { localDiskFailure } from '../../src/git/table/local-disk.ts';

const OWN = '/w/shop/.git/agentic.git';
const lines = (...texts: readonly string[]): string => texts.join('\n');

describe('what git says when the disk of this machine refuses', () => {
  it.each([
    [
      lines(
        'fatal: unable to write loose object file: No space left on device',
        'fatal: unpack-objects failed',
      ),
      { reason: 'full', path: OWN },
    ],
    ['error: unable to create temporary file: Read-only file system', { reason: 'read-only', path: OWN }],
    [
      `fatal: Unable to create '${OWN}/./packed-refs.lock': Permission denied`,
      { reason: 'forbidden', path: `${OWN}/packed-refs.lock` },
    ],
    [
      `error: cannot update ref 'refs/seen/a/=': couldn't write '${OWN}/./refs/seen/a/=.lock'`,
      { reason: 'full', path: `${OWN}/refs/seen/a/=.lock` },
    ],
  ])('%s', (stderr, data) => {
    expect(localDiskFailure(stderr, OWN)).toMatchObject({ kind: 'disk', problem: { code: 'disk', data } });
  });

  it.each([
    'remote: fatal: unable to write loose object file: No space left on device',
    'error: remote unpack failed: unable to create temporary object directory',
    'git@host: Permission denied (publickey).\nfatal: Could not read from remote repository.',
    "fatal: '/srv/shop.git' does not appear to be a git repository",
    "error: unable to open '/srv/shop.git/objects/info': Permission denied",
    "remote: error: cannot lock ref 'refs/seen/a': Unable to create '/srv/shop.git/refs/seen/a.lock': Read-only file system",
    '',
  ])('is not said of the other side: %s', (stderr) => {
    expect(localDiskFailure(stderr, OWN)).toBeUndefined();
  });
});
