import type { Change } from '../../model/change.ts';
import type { FileLines } from '../../model/changed-lines.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { RepoPath } from '../../model/ids.ts';
import type { ProjectState } from '../../model/project-state.ts';
import type { PriorityPart } from '../../model/reasons.ts';
import type { SignalName } from '../../model/signal-name.ts';
import type { TaskNature } from '../../model/task-nature.ts';
import type { PathClass } from '../../paths/classify-path.ts';

/** A change, what its name tells, and what its lines are. */
export interface ChangedPath {
  readonly path: RepoPath;
  readonly change: Change;
  readonly classes: ReadonlySet<PathClass>;
  /** Added and deleted lines; 0 where they were not counted. */
  readonly count: number;
  /** Absent: its text was not read (binary, too much, or only its name is known). */
  readonly lines?: FileLines;
}

export interface RuleInput {
  readonly state: ProjectState;
  /** Only paths this rule may look at; deleted files are among them. */
  readonly changed: readonly ChangedPath[];
}

/** A task that a rule proposes; `deriveTasks` adds what all tasks have in common. */
export interface TaskDraft {
  readonly files: readonly RepoPath[];
  /** How many files like these are in no task. */
  readonly filesLeftOut?: number;
  /** What makes the rule speak, the most telling first; never empty. */
  readonly evidence: readonly Evidence[];
  /** Globs; absent: the files themselves. */
  readonly writes?: readonly string[];
  readonly reads?: readonly string[];
  readonly target?: number;
  /** What raises the priority above the base of the kind, and what lowers it. */
  readonly weights: readonly PriorityPart[];
}

/** What a rule is, for people: `docs/rules.md` is made of it. */
export interface RuleDocumentation {
  /** What makes it speak, one sentence each. */
  readonly speaks: readonly string[];
  readonly silent: readonly string[];
  /** A change, and what is said of it. */
  readonly example: string;
}

/**
 * Derives one kind of task. All that is known of the kind stands here: defaults, order, documentation. Adding a rule is
 * this one file and one line of the registry.
 */
export interface Rule {
  readonly kind: string;
  /** What it looks for; half a sentence. */
  readonly about: string;
  /** Priority before evidence and goal. */
  readonly base: number;
  /** Minutes of an agent: a fixed part, and one more for every so many changed lines. */
  readonly estimate: { readonly fixed: number; readonly linesPerMinute: number };
  /** Words of a sprint goal that it serves. */
  readonly topics: ReadonlySet<string>;
  readonly nature: TaskNature;
  /** How its titles begin: `Audit the security of`. */
  readonly lead: string;
  readonly acceptance: readonly string[];
  /** What it looks at beyond names of files; signals that no rule needs are not read. */
  readonly signals: readonly SignalName[];
  readonly documentation: RuleDocumentation;
  /** One task or none. Pure; the order of the changes does not matter. When in doubt, none. */
  readonly propose: (input: RuleInput) => TaskDraft | undefined;
}

/** What is still there and can be worked on. */
export const present = (changed: readonly ChangedPath[]): readonly ChangedPath[] =>
  changed.filter(({ change }) => change.kind !== 'deleted');

export const isProductCode = ({ classes }: ChangedPath): boolean => classes.has('source');

export const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));
