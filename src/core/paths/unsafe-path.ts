/** Why a path that somebody wrote is not one of the repository's own files. */
export type UnsafePath = 'empty' | 'nul' | 'too-long' | 'absolute' | 'outside' | 'not-plain' | 'git-folder';

/** Code points that macOS ignores in names: `.g\u200cit` is `.git` there. */
const HFS_IGNORED = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;
/** `.git` and its short name as Windows finds them: whatever dots, spaces or stream names follow. */
const GIT_FOLDER = /^(\.git|git~\d+)[. ]*(:.*)?$/i;

/**
 * Paths and globs in files and on command lines are relative to the repository's root, `/` between components.
 * Everything that another operating system would take for `.git` or for a place outside is refused on all of them:
 * a plan made here may be run there. A final `/` is allowed (a directory).
 */
export function unsafePath(path: string): UnsafePath | undefined {
  if (path === '' || path === '/') return path === '' ? 'empty' : 'absolute';
  if (path.includes('\0')) return 'nul';
  if (path.length > 4096) return 'too-long';
  if (/^([/\\]|[A-Za-z]:[/\\])/.test(path)) return 'absolute';
  const components = (path.endsWith('/') ? path.slice(0, -1) : path).split('/');
  for (const component of components) {
    if (component === '..' || /^\.\. *$/.test(component)) return 'outside';
    if (component === '' || component === '.') return 'not-plain';
    // Backslashes separate on Windows, where `a\..\..\b` leaves the repository as well.
    for (const part of component.split('\\')) {
      if (part === '..') return 'outside';
      if (GIT_FOLDER.test(part.replace(HFS_IGNORED, ''))) return 'git-folder';
    }
  }
  return undefined;
}
