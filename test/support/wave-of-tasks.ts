import type { ClaimWish } from '../../src/app/claim/claim-attempt.ts';
import { claimWave } from '../../src/app/claim/claim-wave.ts';
import type { Claimant, HeldClaim } from '../../src/app/claim/claimant.ts';
import { handOver, type JobWave } from '../../src/app/transfer/hand-over-wave.ts';
import type { Combined, FinishedTask } from '../../src/app/transfer/wave.ts';
import { resultRef } from '../../src/core/claim/refs.ts';
import type { LockName, Oid, RepoPath, RunId, TaskId } from '../../src/core/model/ids.ts';

const RUN = 'main-00000000' as RunId;
export const RESULT = resultRef(RUN);

export const wishOf = (task: string, paths: readonly string[]): ClaimWish => ({
  run: RUN,
  task: task as TaskId,
  paths: paths.map((path) => ({ path: path as RepoPath, lock: path as LockName })),
  leaseS: 3600,
});

export async function claimAll(
  claimant: Claimant,
  wishes: readonly ClaimWish[],
): Promise<ReadonlyMap<string, HeldClaim>> {
  const held = new Map<string, HeldClaim>();
  for (const [task, outcome] of await claimWave(claimant, wishes)) {
    if (outcome.kind !== 'claimed') throw new Error(`${task}: ${outcome.kind}`);
    held.set(task, outcome.held);
  }
  return held;
}

export const finished = (held: HeldClaim): FinishedTask => ({
  held,
  handoff: { summary: `did ${held.record.task}`, paths: held.record.paths, outputs: {} },
});

export const trailer = ({ record, claim }: HeldClaim): string => `${record.run}/${record.task} ${claim}`;

/** Publishes one claim's work, which is this commit, on top of a result: what became of it. */
export async function publishOne(
  claimant: Claimant,
  held: HeldClaim,
  { onto, to }: { readonly onto: Oid; readonly to: Oid },
): Promise<string | undefined> {
  const { task } = held.record;
  const combine = async (): Promise<Combined<never>> => ({
    to,
    commits: new Map([[task, to]]),
    leftOut: new Map<TaskId, never>(),
  });
  const result = { ref: RESULT, head: onto, tip: onto };
  const findTrailer = async (): Promise<undefined> => undefined;
  const wave = { result, finished: [finished(held)], unfinished: [], combine, findTrailer };
  return (await handOver(claimant, wave, async () => [])).ends.get(task)?.kind;
}

/** Commits that are names only: what came before, and the trailer. */
export class PretendedHistory {
  readonly #commits = new Map<Oid, { readonly parent: Oid | undefined; readonly trailer: string }>();
  readonly head = this.add(undefined, 'the head');

  add(parent: Oid | undefined, text: string): Oid {
    const oid = (this.#commits.size + 1).toString(16).padStart(40, 'f') as Oid;
    this.#commits.set(oid, { parent, trailer: text });
    return oid;
  }

  /** Trailers from the newest commit back. */
  trailers(from: Oid | undefined): string[] {
    const commit = from === undefined ? undefined : this.#commits.get(from);
    return commit ? [commit.trailer, ...this.trailers(commit.parent)] : [];
  }

  readonly combine = async (tasks: readonly FinishedTask[], onto: Oid): Promise<Combined<never>> => {
    const commits = new Map<TaskId, Oid>();
    let to = onto;
    for (const { held } of tasks) {
      to = this.add(to, trailer(held));
      commits.set(held.record.task, to);
    }
    return { to, commits, leftOut: new Map<TaskId, never>() };
  };

  readonly findTrailer: JobWave<never>['findTrailer'] = async ({ from, to, start }) => {
    for (let at: Oid | undefined = to; at !== undefined && at !== from; at = this.#commits.get(at)?.parent)
      if (this.#commits.get(at)?.trailer.startsWith(start)) return at;
    return undefined;
  };

  wave(tip: Oid, tasks: Partial<Pick<JobWave<never>, 'finished' | 'unfinished'>>): JobWave<never> {
    const { combine, findTrailer, head } = this;
    return {
      result: { ref: RESULT, head, tip },
      finished: [],
      unfinished: [],
      combine,
      findTrailer,
      ...tasks,
    };
  }
}
