const QUEUEING_S = 60 * 60;
// The longest that a record may say.
const LONGEST_S = 31 * 24 * 3600;

/**
 * The lease, in seconds, of claims that jobs of a CI matrix work under. Nobody renews meanwhile, as the jobs may not
 * push: it lasts for each round of `max-parallel` jobs as long as a job may, and an hour for queueing.
 */
export function ciLease(ask: {
  /** Time limit of each job. */
  readonly jobMinutes: number;
  /** Jobs of the matrix. */
  readonly tasks: number;
  /** `max-parallel`; absent: all at once. */
  readonly maxParallel?: number;
}): number {
  const { jobMinutes, tasks, maxParallel = tasks } = ask;
  const rounds = Math.max(1, Math.ceil(tasks / Math.max(1, maxParallel)));
  return Math.min(LONGEST_S, Math.ceil(jobMinutes * 60) * rounds + QUEUEING_S);
}
