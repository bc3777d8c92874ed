import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskProblem, diskProblemOfGit, withPath } from '../../src/process/disk/disk-problem.ts';
import { describeProblem } from '../../src/report/problems/describe-problem.ts';

const refusal = (code: string, more: object = {}): Error =>
  Object.assign(new Error(code), { code, syscall: 'open', errno: -1, path: '/srv/x', ...more });

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('what a file system refuses', () => {
  it.each([
    ['ENOSPC', 'full'],
    ['EDQUOT', 'full'],
    ['EROFS', 'read-only'],
    ['EACCES', 'forbidden'],
    ['EPERM', 'forbidden'],
    ['EMFILE', 'too-many-files'],
    ['ENOENT', 'gone'],
    ['ENOTDIR', 'in-the-way'],
    ['EIO', 'broken'],
  ])('%s is %s, with its path', (code, reason) => {
    const problem = diskProblem(refusal(code));
    expect(problem).toMatchObject({ code: 'disk', data: { path: '/srv/x', reason } });
    expect(problem && describeProblem(problem)).toContain('/srv/x: ');
  });

  it('real errors of node are understood', () => {
    const folder = mkdtempSync(join(tmpdir(), 'agentic-plan-'));
    const missing = thrownBy(() => readFileSync(join(folder, 'none')));
    expect(diskProblem(missing)?.data).toMatchObject({ path: join(folder, 'none'), reason: 'gone' });
    const taken = thrownBy(() => writeFileSync(folder, ''));
    expect(diskProblem(taken)?.data).toMatchObject({ path: folder, reason: 'in-the-way' });
  });

  it('a write that names no file gets the name of the one that was written', () => {
    const error = withPath(refusal('ENOSPC', { syscall: 'write', path: undefined }), '/srv/y');
    expect(diskProblem(error)?.data).toEqual({ path: '/srv/y', reason: 'full', detail: '' });
  });

  it.each([
    ['a bug', new TypeError('x is not a function')],
    ['a bad argument', Object.assign(new Error('bad'), { code: 'ERR_INVALID_ARG_TYPE' })],
    ['a program that is missing', refusal('ENOENT', { syscall: 'spawn git' })],
    ['no error', 'ENOSPC'],
  ])('%s is none of these', (_what, error) => expect(diskProblem(error)).toBeUndefined());

  it.each([
    ['error: unable to write file .git/objects/ab/cd: No space left on device', '/here', 'full'],
    [
      "fatal: Unable to create '/srv/shop/.git/x.lock': Read-only file system",
      '/srv/shop/.git/x.lock',
      'read-only',
    ],
    ["error: open('/srv/a'): Permission denied", '/here', 'forbidden'],
  ])('git says the same: %s', (stderr, path, reason) => {
    expect(diskProblemOfGit(stderr, '/here')?.data).toMatchObject({ path, reason });
  });

  it('git’s other troubles are not the disk’s', () => {
    expect(diskProblemOfGit("fatal: bad revision 'x'", '/here')).toBeUndefined();
  });
});
