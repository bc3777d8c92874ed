import { nextTicket } from '../../core/claim/decide-turn.ts';
import { commitObject } from '../../core/claim/state-commit.ts';
import { type WaitRecord, type WaitSeen, waitRef, writeWait } from '../../core/claim/wait-record.ts';
import type { LockName, RepoPath, RunId, TaskId } from '../../core/model/ids.ts';
import type { RefUpdate } from '../ports/ref-store.ts';
import type { ClaimWish } from './claim-attempt.ts';
import type { Claimant } from './claimant.ts';

/** A place in the line of those who wait for the same paths. */
export interface PlaceInLine {
  readonly record: WaitRecord;
  /** Whether a listing shows it; if not, it is taken once more: somebody took it for left. */
  keep(waits: readonly WaitSeen[]): Promise<void>;
  /** What gives it back, for the push that claims. */
  readonly leaving: RefUpdate;
  leave(): Promise<void>;
}

// Where it cannot be written, or somebody deletes it again and again, one waits out of line.
const MOST_TAKES = 3;

/** Takes a place behind all who are seen to wait for the same. Whether that goes through costs fairness at most. */
export async function standInLine(
  claimant: Claimant,
  wish: Pick<ClaimWish, 'run' | 'task' | 'agent' | 'paths'>,
  how: { readonly waits: readonly WaitSeen[]; readonly waitS: number },
): Promise<PlaceInLine> {
  const record = recordOf(claimant, wish, how);
  const format = claimant.store.objectFormat;
  const commit = commitObject({ message: writeWait(record), at: record.at, parent: null, format });
  const ref = waitRef(record.nonce);
  const take = async (): Promise<void> => {
    await claimant.store.commit({ updates: [{ ref, expect: null, to: commit.oid }], objects: [commit] });
  };
  const leaving: RefUpdate = { ref, expect: commit.oid, to: null };
  let takes = 1;
  await take();
  return {
    record,
    leaving,
    async keep(waits) {
      if (waits.some((wait) => wait.ref === ref) || takes >= MOST_TAKES) return;
      takes++;
      await take();
    },
    async leave() {
      await claimant.store.commit({ updates: [leaving], objects: [] });
    },
  };
}

function recordOf(
  claimant: Claimant,
  wish: {
    readonly run: RunId;
    readonly task: TaskId;
    readonly agent?: WaitRecord['agent'];
    readonly paths: readonly { readonly path: RepoPath; readonly lock: LockName }[];
  },
  how: { readonly waits: readonly WaitSeen[]; readonly waitS: number },
): WaitRecord {
  const { run, task, agent } = wish;
  const locks = wish.paths.map(({ lock }) => lock);
  return {
    version: 1,
    ticket: nextTicket({ run, task, locks }, how.waits),
    nonce: claimant.machine.randomHex(16),
    holder: claimant.holder,
    ...(agent === undefined ? {} : { agent }),
    run,
    task,
    locks,
    paths: wish.paths.map(({ path }) => path),
    at: claimant.machine.now().wall,
    waitS: how.waitS,
  };
}
