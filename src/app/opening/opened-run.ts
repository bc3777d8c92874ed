import { taskOfRef } from '../../core/claim/refs.ts';
import type { Oid, RefName, RunId, TaskDigest, TaskId } from '../../core/model/ids.ts';
import type { Plan } from '../../core/model/plan.ts';
import type { Recognised } from '../../core/run/recognise-tasks.ts';
import type { ClaimWish } from '../claim/claim-attempt.ts';
import type { ClaimedWave } from '../claim/claim-wave.ts';
import type { Claimant } from '../claim/claimant.ts';
import type { RecogniseMore, ResultBranch, RunRefs } from '../perform/run-ground.ts';
import type { Publishing } from '../ports/publishing.ts';
import type { SiblingSeen, TableSeen } from './read-table.ts';

export interface OpenRunWish {
  readonly plan: Plan;
  /** The bytes of a plan's file. */
  readonly writePlan: (plan: Plan) => string;
  readonly claimant: Claimant;
  readonly publishing: Publishing;
  readonly branch: ResultBranch;
  /** The base in the clone, where the work of others comes to. */
  readonly base?: RefName;
  /** Tasks that a person wants done although they are, and those of which a person says that they are. */
  readonly again?: ReadonlySet<TaskId>;
  readonly accept?: ReadonlySet<TaskId>;
  /** Tasks of the plan that have to be done already: none of them starts. */
  readonly needed?: ReadonlySet<TaskId>;
  /** Where jobs of CI read the configuration. */
  readonly config?: Oid;
  /** What is claimed in the push that opens it, where that goes through. */
  readonly firstWave?: (
    opening: Pick<RunOpened, 'plan' | 'digests' | 'known' | 'recogniseMore' | 'refs'>,
  ) => Promise<readonly ClaimWish[]>;
}

export interface RunOpened {
  readonly kind: 'open';
  /** As it was asked for, but for the name of its run. */
  readonly plan: Plan;
  readonly digests: ReadonlyMap<TaskId, TaskDigest>;
  readonly refs: RunRefs;
  /** It was there already; its tasks that are done stay done. */
  readonly joined: boolean;
  /** Tasks that were claimed before, by whomever. */
  readonly claimedBefore: readonly TaskId[];
  /** Tasks that need not be done, and those that are left alone. */
  readonly known: ReadonlyMap<TaskId, Recognised>;
  /** The same question about tasks that are made of lists. */
  readonly recogniseMore: RecogniseMore;
  /** Runs for the same target that were left unfinished: begun with other tasks, settings, or another head. */
  readonly unfinished: readonly string[];
  /** Those whose work was nowhere else, which this one begins on. */
  readonly brought: readonly RunId[];
  /** What came of claims that were sent along; of all others nothing is known. */
  readonly claimed: ClaimedWave;
  /** The refs of all runs, as they were before. */
  readonly listed: ReadonlyMap<RefName, Oid>;
}

/** `finished-before`: everything was done and is on the branch. */
export type OpenedRun =
  | RunOpened
  | { readonly kind: 'finished-before'; readonly plan: Plan; readonly commit: Oid; readonly branch: RefName };

/** What a run that has just been opened or joined is. */
export function openedRun(
  { digests, table }: { readonly digests: RunOpened['digests']; readonly table: TableSeen },
  of: Pick<RunOpened, 'plan' | 'refs' | 'known' | 'recogniseMore' | 'brought' | 'claimed'> & {
    readonly own: SiblingSeen | undefined;
  },
): RunOpened {
  const { plan, refs, known, recogniseMore, brought, claimed, own } = of;
  return {
    kind: 'open',
    plan,
    digests,
    refs,
    joined: own?.planTip !== undefined && own.result !== undefined,
    claimedBefore: table.taskRefs.flatMap((ref) => {
      const named = taskOfRef(ref);
      return named?.run === plan.run ? [named.task] : [];
    }),
    known,
    recogniseMore,
    brought,
    claimed,
    unfinished: table.siblings.flatMap(({ run, plan: said }) =>
      run !== plan.run && said?.state === 'open' ? [run] : [],
    ),
    listed: table.runs,
  };
}
