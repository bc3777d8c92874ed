// What git says of objects that are not there or cannot be read is marked, where it was at work in our own repository:
// a person then looks for the damage there, and not in the clone.

/** What stands after git's words. */
export const damageMark = (path: string): string => `(damaged: ${path})`;

/** The repository of ours that such words are about. */
export const damagedIn = (words: string): string | undefined => /\(damaged: (.+)\)$/m.exec(words)?.[1];

/** Git's own words, on one line. */
export const withoutMark = (words: string): string =>
  words
    .replace(/\(damaged: .+\)$/m, '')
    .trim()
    .replaceAll('\n', '; ');
