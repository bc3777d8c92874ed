import type { BranchPresence } from '../model/presence.ts';
import type { WallTime } from '../model/time.ts';

// More than these would be 2^n sets of branches to try; nobody merges more of them in a row by a plan.
const MOST = 7;
const DAY_MS = 24 * 3600 * 1000;
/** What nobody has touched for longer than this is not about to be merged. */
const IDLE_MS = 90 * DAY_MS;

// `release`, `releases/2.1`, `stable-4`, `maint/v2`; with a number, since `release-notes` is a feature's name.
const RELEASE_WORD = /^(releases?|rel|stable|maint|maintenance|lts|support)([/_.-]?v?\d.*)?$/i;
// `v1`, `v2.x`, `1.x`, `4.2-stable`, `3.0.x-lts`; a bare number is an issue's.
const VERSION = /^(v\d+|v?\d+(\.(\d+|x))+)([._-]?(x|stable|lts|maint|maintenance|release|dev|branch))?$/i;
const NUMBERED = /^\d+[._-](x|stable|lts|maint|maintenance|release)$/i;

/** Whether a branch is kept for releases, by its short name: it is never merged into the base as a whole. */
export const isReleaseBranch = (short: string): boolean =>
  [RELEASE_WORD, VERSION, NUMBERED].some((pattern) => pattern.test(short));

/**
 * Those whose order matters to ours, at most seven, longest waiting first: nobody would merge a branch for releases or
 * one that was left lying, and where nobody knows what conflicts no number can be stated.
 */
export function chooseOrdered<Branch extends BranchPresence & { readonly short: string }>(
  present: readonly Branch[],
  newest: WallTime,
): readonly Branch[] {
  const weight = ({ conflicts, sharedFiles }: BranchPresence): number =>
    conflicts.length * 1e6 + sharedFiles.length;
  return present
    .filter(({ unpredicted, short, at }) => !unpredicted && !isReleaseBranch(short) && newest - at <= IDLE_MS)
    .toSorted((a, b) => weight(b) - weight(a) || b.at - a.at)
    .slice(0, MOST)
    .toSorted((a, b) => a.at - b.at);
}
