/** For `GIT_ALTERNATE_OBJECT_DIRECTORIES`: separated by colons; git unquotes an entry that begins with a quote. */
export const quoteObjectFolder = (path: string): string => `"${path.replace(/["\\]/g, '\\$&')}"`;
