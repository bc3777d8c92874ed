import { givenFor } from '../../core/ci/given-for.ts';
import type { Verified } from '../../core/ci/read-verified.ts';
import type { AgentId, TaskId } from '../../core/model/ids.ts';
import type { BranchEnd } from '../perform/ending/branch-end.ts';
import type { CiGround, JobLimits } from './ci-ground.ts';
import { endCiRun } from './end-ci-run.ts';
import { type PublishedResults, publishResults } from './publish-results.ts';
import { type JobKnown, leftBy } from './report-work.ts';
import type { TakenWork } from './take-results.ts';
import type { WaveTaken } from './take-wave.ts';

export interface WavePublished extends PublishedResults {
  /** What became of the branch; absent: it is not its turn. */
  readonly end: BranchEnd | undefined;
}

/** Publishes what was taken here and verified before, claims the next wave, and moves the branch where that is due. */
export async function publishWave(
  ground: CiGround,
  of: {
    readonly seen: WaveTaken;
    readonly said: Verified;
    readonly without: ReadonlySet<AgentId>;
    readonly limits: JobLimits;
    readonly last: boolean;
  },
): Promise<WavePublished> {
  const { seen, said, without, limits, last } = of;
  const { run, wave } = seen;
  const done = await publishResults(ground, {
    run,
    wave,
    works: chosenWorks(seen, said),
    ...(said.tree === undefined ? {} : { tree: said.tree }),
    jobs: jobsOf(seen, said),
    without,
    limits,
    last,
  });
  const { handed, choice } = done;
  const end = handed.stopped
    ? undefined
    : await endCiRun(ground, { run, to: handed.tip, choice, verified: said.tree });
  return { ...done, end };
}

/** One that was named and cannot be taken makes the tree another one: then nothing of it was verified. */
function chosenWorks({ taken }: WaveTaken, { verified }: Verified): ReadonlyMap<TaskId, TakenWork> {
  const isWhole = [...verified].every((task) => taken.works.has(task));
  return new Map(isWhole ? [...taken.works].filter(([task]) => verified.has(task)) : []);
}

/** What is known of each job of the wave, whether or not its work may be taken. */
function jobsOf(
  { run, wave, arrived, taken }: WaveTaken,
  { left: named }: Verified,
): ReadonlyMap<TaskId, JobKnown> {
  const jobs = new Map<TaskId, JobKnown>();
  for (const task of givenFor(run.given, wave).keys()) {
    const why = arrived.refused.get(task);
    const refused = taken.refused.get(task) ?? (why === undefined ? undefined : { why, paths: [] });
    const result = arrived.results.get(task)?.result;
    const left = leftBy(named, task);
    jobs.set(task, {
      ...(result === undefined ? {} : { result }),
      ...(refused === undefined ? {} : { refused }),
      ...(left === undefined ? {} : { left }),
    });
  }
  return jobs;
}
