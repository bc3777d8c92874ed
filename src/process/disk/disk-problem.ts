import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import type { DiskReason } from '../../core/model/problem-data.ts';

// All that a file system can refuse. An error of these with a system call is the world's, whichever command met it;
// the rest (a bad argument, a closed stream) is a bug of ours.
const REASONS: Readonly<Record<string, DiskReason>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EROFS: 'read-only',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EMFILE: 'too-many-files',
  ENFILE: 'too-many-files',
  ENOENT: 'gone',
  ENOTDIR: 'in-the-way',
  EISDIR: 'in-the-way',
  EEXIST: 'in-the-way',
  ENOTEMPTY: 'in-the-way',
  ELOOP: 'in-the-way',
  ENAMETOOLONG: 'name-too-long',
  EIO: 'broken',
  ENXIO: 'broken',
  ESTALE: 'broken',
  EBUSY: 'broken',
  ETXTBSY: 'broken',
};

/** An error of node's file system as a problem; `undefined`: it is none. `path` counts where the error names none. */
export function diskProblem(error: unknown, path = ''): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, syscall, path: named }: NodeJS.ErrnoException = error;
  const reason = code !== undefined && Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
  if (reason === undefined || syscall === undefined || syscall.startsWith('spawn')) return undefined;
  // node's recursive `mkdir` says so, too, where the file system is read-only
  const closed = syscall === 'mkdir' && reason === 'gone' ? whyNotWritable(named ?? path) : undefined;
  if (closed) return problemOf('disk', { path: named ?? path, reason: closed, detail: '' });
  if (syscall === 'uv_cwd') return problemOf('folder-gone', {});
  return problemOf('disk', { path: named ?? path, reason, detail: '' });
}

/** Why nothing may be written there, or where it would be made; `undefined`: as far as can be seen it may. */
export function whyNotWritable(path: string): DiskReason | undefined {
  for (let folder = path; ; folder = dirname(folder)) {
    const code = refusalAt(folder);
    if (code !== 'ENOENT' || dirname(folder) === folder)
      return code !== undefined && Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
  }
}

function refusalAt(folder: string): string | undefined {
  try {
    accessSync(folder, constants.W_OK);
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : undefined;
  }
}

/** Names the file that was meant: `write` and `fsync` know only a descriptor, others a file beside it with a name of ours. */
export function withPath(error: unknown, path: string): unknown {
  if (error instanceof Error && 'syscall' in error) Object.assign(error, { path });
  return error;
}

// What git says of the same troubles; its texts are untranslated (LC_ALL=C), and come from the C library.
const TEXTS: readonly (readonly [RegExp, DiskReason])[] = [
  [/No space left on device|Disk quota exceeded|File too large/, 'full'],
  [/Read-only file system/, 'read-only'],
  [/Too many open files/, 'too-many-files'],
  [/Permission denied|Operation not permitted/, 'forbidden'],
  [/Input\/output error|Stale file handle/, 'broken'],
];

/** The same of what a git of ours said that worked here, with nobody else's disk in play. */
export function diskProblemOfGit(stderr: string, path: string): Problem | undefined {
  const reason = TEXTS.find(([text]) => text.test(stderr))?.[1];
  // error: unable to create temporary file / fatal: Unable to create '/srv/shop/.git/x.lock': No space left on device
  const named = /'(\/[^'\n]+)': /.exec(stderr)?.[1];
  return reason && problemOf('disk', { path: named ?? path, reason, detail: stderr.trim() });
}
