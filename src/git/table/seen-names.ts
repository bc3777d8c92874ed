import type { RefName } from '../../core/model/ids.ts';

// `refs/<name>` of the remote is seen as `refs/seen/<name>/=`. The last part keeps names apart that exclude each other:
// a look may be torn and show both a directory's lock and one below it.
export const SEEN = 'refs/seen/';
export const LEAF = '/=';

/** Where what stands under a scope is seen. */
export const seenName = (scope: RefName): string => `${SEEN}${scope.slice('refs/'.length)}`;

/** Whose name on the remote it is. */
export const nameOfSeen = (ref: string): RefName => `refs/${ref.slice(SEEN.length, -LEAF.length)}` as RefName;

/** The file whose time is that of the last look at the whole table. */
export const LOOKED_NOTE = 'agentic-looked';
