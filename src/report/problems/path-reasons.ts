/** Why a path is not one of the repository's own (`UnsafePath`). */
export const PATH_REASONS: ReadonlyMap<string, string> = new Map([
  ['empty', 'the path is empty'],
  ['nul', 'a NUL character cannot be part of a path'],
  ['too-long', 'longer than 4096 characters'],
  ['absolute', 'absolute paths differ between machines'],
  ['outside', 'leads out of the repository'],
  ['not-plain', 'has an empty or "." component'],
  ['whole-disk', 'a folder of its own is needed, not all that is there'],
  ['in-repository', 'worktrees are not made inside a repository'],
  ['git-folder', "is git's own folder, here or on another system"],
]);

/** Why a pattern is refused, and how to write what was meant. */
export const PATTERN_REASONS: ReadonlyMap<string, readonly [what: string, remedy: string]> = new Map([
  ['too-long', ['longer than 1000 characters', 'make it shorter']],
  ['too-many-wildcards', ['too many wildcards', 'use at most 3 stars in a component and 8 times **']],
  [
    'negation',
    [
      'patterns cannot be negated',
      'list what is meant (claims.mergeable alone takes ! before one of its defaults); \\! for a name that starts with !',
    ],
  ],
  ['braces', ['braces are not expanded', 'write one pattern for each; \\{ for a brace in a name']],
  [
    'item',
    ['{item} stands for nothing here: its workflow has no for_each', 'add for_each:, or write \\{item}'],
  ],
  [
    'item-later',
    [
      'nobody knows the items yet when it is decided which files a step is about',
      'put {item} into writes, reads or title',
    ],
  ],
  ['extglob', ['extended patterns such as +(a|b) are not used', 'write one pattern for each']],
]);
