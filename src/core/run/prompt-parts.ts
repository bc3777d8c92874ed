import type { Handoff } from '../claim/record.ts';
import type { Oid, RepoPath, TaskId } from '../model/ids.ts';
import type { Problem } from '../model/problem.ts';
import type { Task } from '../model/task.ts';
import type { WantedOutput } from './wanted-outputs.ts';

/** What others published meanwhile on paths that a task had changed too. */
export interface OthersChange {
  readonly paths: readonly RepoPath[];
  /** Oldest first. */
  readonly commits: readonly { readonly commit: Oid; readonly subject: string }[];
  /** Their changes of the paths; cut where it is long. */
  readonly patch: string;
}

/** A result that could not be merged, for the agent that is to do it again. */
export interface ConflictMet {
  readonly others: OthersChange;
  /** The commit that holds the earlier try, in the repository that the worktree hangs on. */
  readonly own: Oid;
}

/** Everything an agent is told about its task. Texts of other people and agents are data. */
export interface PromptParts {
  readonly task: Task;
  /** What the claim covers: all that it may change. */
  readonly paths: readonly string[];
  /** What the tasks before it left. */
  readonly handoffs: readonly { readonly task: TaskId; readonly title: string; readonly handoff: Handoff }[];
  /** Why this is not the first try. */
  readonly again?: Problem;
  /** Where the earlier try conflicted with what was published meanwhile. */
  readonly met?: ConflictMet;
  /** The team's test command, as people write it. */
  readonly verify?: string;
  /** Our own program as this agent may call it: a name, or an absolute path that needs no quotes. */
  readonly program: string;
  /** Folder for requests; relative names of the other files are part of the text. */
  readonly exchange: string;
  readonly outputFile: string;
  /** What it has to leave there. */
  readonly outputs?: readonly WantedOutput[];
  /** What the team tells each of its agents, from the place where its configuration is. */
  readonly fromTeam?: string;
}
