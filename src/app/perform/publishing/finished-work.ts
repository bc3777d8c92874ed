import type { Handoff } from '../../../core/claim/record.ts';
import type { Oid, TaskId } from '../../../core/model/ids.ts';
import type { OthersChange } from '../../../core/run/prompt-parts.ts';
import type { PublishEnd } from '../../../core/run/run-event.ts';
import type { KeptClaim } from '../../claim/keep-renewed.ts';
import type { CollectedWork } from '../../ports/worktrees.ts';
import type { TaskClaims } from '../claiming/task-claims.ts';
import type { Pieces } from '../working/pieces.ts';
import type { Tries } from '../working/tries.ts';

/** A task's work that an agent has finished, under the claim that is to cover it. */
export interface FinishedWork {
  readonly id: TaskId;
  readonly claim: KeptClaim;
  readonly made: CollectedWork;
  /** The result that it began on. */
  readonly basedOn: Oid;
  /** A person has agreed to it, however far it reaches. */
  readonly isAccepted: boolean;
  readonly tries: number;
  readonly handoff: Handoff;
}

/** Why a finished work is not part of a wave: it is to be published by itself, or not now. */
export type LeftOut =
  | { readonly kind: 'alone' }
  | {
      readonly kind: 'ended';
      readonly end: PublishEnd;
      /** What it conflicts with, for the agent that is to do it again. */
      readonly others?: OthersChange;
    };

/** Undefined: its claim was lost before the work ended, so that there is nothing to publish. */
export function openFinished(
  { claims, pieces, tries }: { readonly claims: TaskClaims; readonly pieces: Pieces; readonly tries: Tries },
  id: TaskId,
): FinishedWork | undefined {
  const claim = claims.of(id);
  const piece = pieces.of(id);
  if (claim === undefined || piece === undefined) return undefined;
  tries.meet(id, undefined);
  const { made, basedOn, isAccepted, summary, outputs } = piece;
  const handoff = { summary, paths: made.changed.slice(0, 500), outputs };
  return { id, claim, made, basedOn, isAccepted, tries: tries.count(id), handoff };
}
