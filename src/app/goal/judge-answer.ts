import type { Mask } from '../../core/agents/mask-secrets.ts';
import { type Checked, type Problem, problemOf } from '../../core/model/problem.ts';
import type { Task } from '../../core/model/task.ts';
import { checkProposal, type Proposed } from '../../core/plan/goal/check-proposal.ts';
import { findShared, type SharedPaths } from '../../core/plan/goal/find-shared.ts';

/** What answers are judged by. */
export interface Judging extends Omit<Proposed, 'tasks'> {
  /** A task file as `--tasks` reads it, for this configuration. */
  readonly parse: (bytes: Uint8Array) => Promise<Checked<readonly Task[]>>;
  /** A task file as we write it. */
  readonly write: (tasks: readonly Task[]) => string;
  /** An agent may know secrets, and a task file is committed. */
  readonly mask: Mask;
}

/** Tasks that may be written down. */
export interface Usable {
  readonly tasks: readonly Task[];
  /** The same in our own words, without what stands above them. */
  readonly text: string;
  readonly shared: readonly SharedPaths[];
  /** What could be better. */
  readonly notes: readonly Problem[];
}

export interface Judged {
  /** As the agent has written it; for people and for the agent itself. */
  readonly text: string;
  /** All that is to be said against it; only notes, where it can be used. */
  readonly problems: readonly Problem[];
  readonly usable?: Usable;
}

/** What an agent left, as data: nothing in it is done, and nothing of it but tasks is taken. */
export async function judgeAnswer(judging: Judging, bytes: Uint8Array): Promise<Judged> {
  const text = judging.mask(Buffer.from(bytes).toString('utf8'));
  const parsed = await judging.parse(bytes);
  if (!parsed.ok) return { text, problems: parsed.problems };
  const secrets = parsed.value.filter((task) => hasSecretPath(task, judging.mask));
  if (secrets.length > 0)
    return { text, problems: secrets.map(({ id }) => problemOf('proposal-secret', { task: id })) };
  const tasks = parsed.value.map((task) => maskTask(task, judging.mask));
  const problems = [...parsed.warnings, ...checkProposal({ ...judging, tasks })];
  if (problems.some(({ severity }) => severity !== 'warning')) return { text, problems };
  const written = judging.write(tasks);
  // what is written down is what `run` takes
  const again = await judging.parse(Buffer.from(written));
  if (!again.ok) return { text, problems: again.problems };
  const shared = findShared(tasks, judging.sharing);
  return { text, problems, usable: { tasks, text: written, shared, notes: problems } };
}

/** In all texts that an agent chooses freely. */
const maskTask = (task: Task, mask: Mask): Task => ({
  ...task,
  kind: mask(task.kind),
  title: mask(task.title),
  why: mask(task.why),
  acceptance: task.acceptance.map(mask),
});

/** What masks a name makes a pattern of it, and one that matches everything. */
const hasSecretPath = ({ writes, reads }: Task, mask: Mask): boolean =>
  [...writes, ...reads].some((path) => mask(path) !== path);
