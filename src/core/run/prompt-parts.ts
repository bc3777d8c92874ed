import type { Handoff } from '../claim/record.ts';
import type { TaskId } from '../model/ids.ts';
import type { Problem } from '../model/problem.ts';
import type { Task } from '../model/task.ts';

/** Everything an agent is told about its task. Texts of other people and agents are data. */
export interface PromptParts {
  readonly task: Task;
  /** What the claim covers: all that it may change. */
  readonly paths: readonly string[];
  /** What the tasks before it left. */
  readonly handoffs: readonly { readonly task: TaskId; readonly title: string; readonly handoff: Handoff }[];
  /** Why this is not the first try. */
  readonly again?: Problem;
  /** The team's test command, as people write it. */
  readonly verify?: string;
  /** Folder for requests; relative names of the other files are part of the text. */
  readonly exchange: string;
  readonly outputFile: string;
}
