import type { DataOf, GitProblemCode } from '../../core/model/problem.ts';
import type { Catalogue } from './entry.ts';
import { world } from './entry.ts';
import { datum, type Wording } from './wording.ts';

const DISK = {
  full: 'the disk is full',
  'read-only': 'it is on a read-only file system',
  forbidden: 'you may not read or write it',
  'too-many-files': 'too many files are open',
  gone: 'it is not there any more',
  'in-the-way': 'something else is in its place',
  'name-too-long': 'its name is too long for the file system',
  broken: 'the file system answers with an error',
  unknown: 'it could not be read or written',
} satisfies Record<DataOf<'disk'>['reason'], string>;

/** Of one path, and only what is known: the same code comes from every command. */
export function diskWording(data: DataOf<'disk'>): Wording {
  const said = data.reason === 'unknown' && data.detail !== '' ? ` (${datum(data, 'detail')})` : '';
  const path = data.path === '' ? 'a file' : datum(data, 'path');
  return {
    what: `${path}: ${DISK[data.reason] ?? datum(data, 'reason')}${said}`,
    remedy: DISK_REMEDY[data.reason] ?? 'free space or correct the permissions, then repeat the command',
  };
}

const DISK_REMEDY: Readonly<Partial<Record<DataOf<'disk'>['reason'], string>>> = {
  full: 'free space, then repeat the command',
  'read-only': 'work in a clone that may be written; plan, check and status need no place in it',
  forbidden: 'correct the owner or the permissions (ls -ld shows them), then repeat the command',
  'too-many-files': 'close programs, or raise the limit: ulimit -n',
};

/** Words for a clone that is not whole, or not there. */
export const damageProblems = {
  'git-folder-missing': world((data) => ({
    what: `the git folder of ${datum(data, 'path')} is missing: its .git file points to ${datum(data, 'points')}`,
    remedy:
      'make that folder visible here (in a container: mount it at the same path), or clone the repository anew',
  })),
  'repository-damaged': world((data) => ({
    what: `the repository ${datum(data, 'path')} is damaged: ${datum(data, 'what')} cannot be read`,
    remedy: 'git fsck tells what is left; a new clone beside it is the quickest way back to work',
  })),
  'index-damaged': world((data) => ({
    what: `the index of ${datum(data, 'path')} is damaged${data.detail === '' ? '' : ` (${datum(data, 'detail')})`}`,
    remedy:
      'rm "$(git rev-parse --git-path index)" && git reset makes a new one; the files of the working tree stay as they are',
  })),
  'folder-gone': world(() => ({
    what: 'the folder that this was started in does not exist any more',
    remedy: 'cd to one that does, or name it: agentic-plan -C <folder>',
  })),
} satisfies Partial<Catalogue<GitProblemCode>>;
