import type { ClaimId, Oid, TaskId } from '../../../core/model/ids.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { OthersChange } from '../../../core/run/prompt-parts.ts';
import type { PublishEnd } from '../../../core/run/run-event.ts';
import type { CommandFailure } from '../command-failure.ts';
import { type RunContext, type TaskWork, workOf } from '../run-context.ts';

/** What is known about a publication so far: the answers to `decidePublish`'s questions. */
export interface Publication {
  readonly id: TaskId;
  readonly claim: ClaimId;
  readonly work: TaskWork & Required<Pick<TaskWork, 'claim' | 'made' | 'basedOn'>>;
  /** The commit that would be published, and the result that it sits on. */
  commit: Oid | undefined;
  onto: Oid | undefined;
  tree: Oid;
  conflicts: readonly string[];
  /** What it conflicts with. */
  others: OthersChange | undefined;
  /** Why conflicting files could not be regenerated. */
  notRegenerated: CommandFailure | undefined;
  verified: 'none' | 'not-yet' | 'passed' | 'failed';
  verifyFailure: CommandFailure | undefined;
  /** Our commit in the result: a push that was half committed, or whose answer was lost. */
  landed: Oid | undefined;
  outside: readonly string[];
  scope: Problem | undefined;
  sent: number;
}

export type PublishStep = PublishEnd | { readonly kind: 'published'; readonly commit?: Oid };

/** Undefined: its claim was lost before the work ended, so that there is nothing to publish. */
export function openPublication(context: RunContext, id: TaskId): Publication | undefined {
  const work = workOf(context, id);
  const { claim, made, basedOn } = work;
  if (claim === undefined || made === undefined || basedOn === undefined) return undefined;
  delete work.met;
  return {
    id,
    claim: claim.held.claim,
    work: Object.assign(work, { claim, made, basedOn }),
    commit: undefined,
    onto: undefined,
    tree: made.tree,
    conflicts: [],
    others: undefined,
    notRegenerated: undefined,
    verified: context.settings.verify === undefined ? 'none' : 'not-yet',
    verifyFailure: undefined,
    landed: undefined,
    outside: [],
    scope: undefined,
    sent: 0,
  };
}
