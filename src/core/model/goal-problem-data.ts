/** The data of what asking an agent for the tasks of a goal meets. */
export interface GoalProblemData {
  /** The task file would overwrite what somebody may have edited. */
  'goal-file-taken': { readonly path: string };
  /**
   * `tries`: how often the agent was asked; `answer`: where the refused one is kept, where there was one; `more`: how many
   * things are wrong with it beside those that are told with this.
   */
  'proposal-refused': {
    readonly agent: string;
    readonly tries: number;
    readonly answer?: string;
    readonly more?: number;
  };
  /** `lines`: what the agent printed last; `file`: the one that it was to write. */
  'proposal-missing': {
    readonly agent: string;
    readonly file: string;
    readonly log: string;
    readonly lines: readonly string[];
  };
  'proposal-empty': Readonly<Record<string, never>>;
  'proposal-too-large': {
    readonly what: 'tasks' | 'paths' | 'globs';
    readonly count: number;
    readonly max: number;
  };
  'proposal-command': { readonly task: string };
  /** In the name of a path, which is not said. */
  'proposal-secret': { readonly task: string };
  'proposal-unverifiable': { readonly task: string };
  'proposal-without-paths': { readonly task: string };
  /** `nearest`: one that is there and has the same last name. */
  'proposal-path-missing': { readonly task: string; readonly path: string; readonly nearest?: string };
  /** It uses what `by` makes, and does not wait for it. */
  'proposal-need-missing': { readonly task: string; readonly by: string; readonly path: string };
  /** Both change the paths, and neither waits for the other. */
  'proposal-overlap': { readonly task: string; readonly other: string; readonly paths: readonly string[] };
  /** `how`: how its process ended; `lines` and `unseen` as of `task-failed`. */
  'planner-failed': {
    readonly agent: string;
    readonly code?: number;
    readonly signal?: string;
    readonly log: string;
    readonly lines: readonly string[];
    readonly unseen?: readonly string[];
  };
  'planner-timed-out': {
    readonly agent: string;
    readonly seconds: number;
    readonly log: string;
    readonly lines: readonly string[];
    readonly unseen?: readonly string[];
  };
  'planner-not-started': { readonly agent: string; readonly detail: string };
  /** It wrote into the user's checkout; `moved`: another commit is checked out there than before. */
  'planner-strayed': { readonly agent: string; readonly moved: boolean; readonly paths: readonly string[] };
}

/** Asking an agent for the tasks of a goal. */
export type GoalProblemCode = keyof GoalProblemData;
