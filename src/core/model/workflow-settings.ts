import type { AgentId } from './ids.ts';

/** `change`: one chain of steps for all changed files; else one for each file, directory or package that has some, or item. */
export type ForEach =
  | 'change'
  | 'file'
  | 'directory'
  | 'package'
  | { readonly items: readonly string[] }
  /** That step and what goes before it are done once; all others once for each entry of the list that it leaves. */
  | { readonly step: string; readonly output: string };

/** Similar tasks become one piece of work for one agent. */
export interface BatchSettings {
  /** What they have in common: their kind; the directory of their files; the agent or role that was asked for. */
  readonly by: 'kind' | 'directory' | 'agent';
  /** Files of one batch; a single task may have more. */
  readonly maxFiles: number;
}

/** Steps that a change goes through. */
export interface WorkflowSettings {
  readonly name: string;
  /** Condition of all steps, as written. */
  readonly condition?: string;
  readonly forEach: ForEach;
  /** How its tasks are joined. */
  readonly batch?: BatchSettings;
  readonly steps: readonly WorkflowStep[];
}

export interface WorkflowStep {
  /** Name of the step, unique within its workflow. */
  readonly task: string;
  readonly kind: string;
  readonly title?: string;
  readonly role?: string;
  readonly agent?: AgentId;
  /** Names of steps of the same workflow. */
  readonly dependsOn: readonly string[];
  readonly condition?: string;
  /** What it has to leave. */
  readonly outputs?: readonly string[];
  readonly skills: Readonly<Record<string, number>>;
  readonly priority?: number;
  readonly estimate?: number;
  /** Only these of the changed files; empty: all. */
  readonly paths: readonly string[];
  /** Absent: the files it is about. */
  readonly writes?: readonly string[];
  readonly reads: readonly string[];
}
