/** Tasks and backlogs that `--tasks` names. */
export type BacklogProblemCode =
  | 'not-a-task-file'
  | 'too-many-tasks'
  | 'folder-too-large'
  | 'backlog-ambiguous'
  | 'backlog-other-format'
  | 'backlog-tags'
  | 'backlog-read'
  | 'backlog-set-aside'
  | 'backlog-left-out'
  | 'status-unknown'
  | 'assignee-unknown'
  | 'scope-unknown'
  | 'tasks-selected'
  | 'need-not-done'
  | 'report-in-backlog'
  | 'patch-not-possible'
  | 'report-not-possible';
