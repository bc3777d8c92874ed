import type { Change } from '../../model/change.ts';
import type { RepoPath } from '../../model/ids.ts';
import type { ProjectState } from '../../model/project-state.ts';
import type { PriorityPart } from '../../model/reasons.ts';
import type { PathClass } from '../../paths/classify-path.ts';

/** A change and what its name tells. */
export interface ChangedPath {
  readonly path: RepoPath;
  readonly change: Change;
  readonly classes: ReadonlySet<PathClass>;
  /** Added and deleted lines; 0 where they were not counted. */
  readonly lines: number;
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
  readonly title: string;
  /** The evidence: raw text, escaped where it is printed. */
  readonly why: string;
  /** Globs; absent: the files themselves. */
  readonly writes?: readonly string[];
  readonly reads?: readonly string[];
  readonly target?: number;
  /** What raises the priority above the base of the kind. */
  readonly risks: readonly PriorityPart[];
  readonly acceptance: readonly string[];
}

/** Proposes one task or none. Pure; the order of the changes does not matter. */
export interface Rule {
  readonly kind: string;
  readonly propose: (input: RuleInput) => TaskDraft | undefined;
}

/** What is still there and can be worked on. */
export const present = (changed: readonly ChangedPath[]): readonly ChangedPath[] =>
  changed.filter(({ change }) => change.kind !== 'deleted');

export const isProductCode = ({ classes }: ChangedPath): boolean => classes.has('source');

/** `src/a.ts`, `src/a.ts and src/b.ts`, `src/a.ts and 4 more`. */
export function nameFiles(files: readonly string[]): string {
  const [first = '', second] = files;
  if (second === undefined) return first;
  return files.length === 2 ? `${first} and ${second}` : `${first} and ${files.length - 1} more`;
}

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
