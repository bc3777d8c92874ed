/** What of the tasks before it a condition may ask. */
export const HOW_IT_WENT: readonly string[] = ['success', 'failure', 'always'];

/**
 * The library's own that a condition may use. The others make texts that grow with each call (`format`), or values whose
 * names nobody could check at load (`fromJSON`).
 */
const FUNCTIONS: readonly string[] = ['contains', 'startsWith', 'endsWith', 'join'];

export const ALL_FUNCTIONS: readonly string[] = [...HOW_IT_WENT, ...FUNCTIONS];

export const isFunction = (name: string): boolean =>
  ALL_FUNCTIONS.some((known) => known.toLowerCase() === name.toLowerCase());
