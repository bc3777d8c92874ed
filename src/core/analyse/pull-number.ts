// `pull/12/head`, `pr/12`, `pr-12`, `merge-requests/12/merge`: how clones that fetch proposals name them.
const NAMED = /(?:^|\/)(?:pulls?|prs?|merge-requests?|mr)[/-](\d+)(?:\/(?:head|merge))?$/i;
const LANDED = /\(#(\d+)\)$/;

/** The number of the pull request whose commits a branch is, where its name says it. */
export const pullNumber = (branch: string): number | undefined => numberIn(branch, NAMED);

/** The number of the pull request that a commit is, by the subject that forges give it when they squash. */
export const landedNumber = (subject: string): number | undefined => numberIn(subject.trimEnd(), LANDED);

function numberIn(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}
