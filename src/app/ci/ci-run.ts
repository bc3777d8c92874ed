import type { TaskHistory } from '../../core/ci/task-history.ts';
import type { ClaimRecord } from '../../core/claim/record.ts';
import type { Oid, TaskDigest, TaskId } from '../../core/model/ids.ts';
import type { Plan } from '../../core/model/plan.ts';
import type { AgentSettings, Settings } from '../../core/model/settings.ts';
import type { Recognised } from '../../core/run/recognise-tasks.ts';
import type { HeldClaim } from '../claim/claimant.ts';
import type { RecogniseMore, ResultBranch, RunRefs } from '../perform/run-ground.ts';

/** A run as the refs alone have it. */
export interface CiRun {
  readonly plan: Plan;
  readonly settings: Settings;
  readonly agents: readonly AgentSettings[];
  readonly branch: ResultBranch;
  /** The commit that the configuration was read from. */
  readonly config: Oid;
  readonly refs: RunRefs;
  readonly digests: ReadonlyMap<TaskId, TaskDigest>;
  readonly known: ReadonlyMap<TaskId, Recognised>;
  /** Of tasks that lists are made into. */
  readonly recogniseMore: RecogniseMore;
  /** Claims that this run of the workflow, or an earlier attempt of it, has given out and not ended. */
  readonly given: ReadonlyMap<TaskId, HeldClaim>;
  /** Tasks that somebody else holds, each with the claim. */
  readonly heldByOthers: ReadonlyMap<TaskId, ClaimRecord>;
  /** Where the refs of its tasks are that have been claimed before: a claim begins on that. */
  readonly tips: ReadonlyMap<TaskId, Oid>;
  readonly histories: ReadonlyMap<TaskId, TaskHistory>;
  /** Jobs that agents had for this target within a day. */
  readonly jobsToday: number;
}
