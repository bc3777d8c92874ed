/** What stands about the claim: `renew-first` when less than a third of its lease is left (a slow publish loses against an eviction). */
export type ClaimStanding = 'in-force' | 'renew-first' | 'lost';

/** What the work is, compared with its claim. */
export interface WorkStanding {
  /** Paths that differ from what the work began with. */
  readonly changes: number;
  /** Changed paths that are not covered by the claim and were refused, or that no claim may cover. */
  readonly outside: number;
}

/** How the work stands to the newest result, the very one that the publication would expect. */
export interface TargetStanding {
  /** The result holds a commit with our trailer already: a push that was half committed, or whose answer was lost. */
  readonly landed: boolean;
  /** Our commit sits on the newest result. */
  readonly onNewest: boolean;
  /** Setting it onto the newest result conflicts. */
  readonly conflicts: boolean;
  /** The team's test command on exactly the tree that would be published; `none` is asked for. */
  readonly verified: 'none' | 'not-yet' | 'passed' | 'failed';
}

export interface PublishTries {
  readonly sent: number;
  readonly atMost: number;
}

export type PublishAnswer =
  /** Result, task ref and lock deletions in one transaction. */
  | 'publish'
  /** The same without a new result: task ref → done and the deletions. */
  | 'nothing-to-do'
  | 'renew-first'
  | 'rebase-first'
  | 'verify-first'
  /** The combination conflicts, or its test fails: the agent has to look at it again. */
  | 'run-again'
  | 'out-of-scope'
  | 'claim-lost'
  | 'give-up';

/**
 * What is to be done now to publish a finished work; asked again after each step until it says stop. The order of the
 * questions is the fence: what has landed is never sent again, and nothing is sent without a claim in force.
 */
export function decidePublish(asked: {
  readonly claim: ClaimStanding;
  readonly work: WorkStanding;
  readonly target: TargetStanding;
  readonly tries: PublishTries;
}): PublishAnswer {
  const { claim, work, target, tries } = asked;
  if (claim === 'lost') return 'claim-lost';
  if (tries.sent >= tries.atMost) return 'give-up';
  if (claim === 'renew-first') return 'renew-first';
  if (target.landed) return 'nothing-to-do';
  if (work.outside > 0) return 'out-of-scope';
  if (work.changes === 0) return 'nothing-to-do';
  if (target.conflicts) return 'run-again';
  if (!target.onNewest) return 'rebase-first';
  if (target.verified === 'not-yet') return 'verify-first';
  if (target.verified === 'failed') return 'run-again';
  return 'publish';
}
