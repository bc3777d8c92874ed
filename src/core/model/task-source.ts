/** Whose backlogs `--tasks` reads, in the order of the documentation. */
export const BACKLOG_FORMATS = [
  'agenticscrum',
  'github',
  'checklist',
  'spec-kit',
  'task-master',
  'beads',
] as const;
export type BacklogFormat = (typeof BACKLOG_FORMATS)[number];

/** `tasks` is our own. */
export type TaskFormat = 'tasks' | BacklogFormat;

/** Where in a team's backlog a task stands. That file is theirs: nothing is ever written back. */
export interface TaskSource {
  readonly format: BacklogFormat;
  /** As the backlog calls it. */
  readonly name: string;
  readonly file: string;
  readonly line?: number;
}
