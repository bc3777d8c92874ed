/** What a value has to be, as the words need it: the value itself is raw. */
type Nearest = { readonly nearest?: string };
type Nothing = Readonly<Record<string, never>>;

/** Why a key changes nothing. */
export type WithoutEffect =
  | 'no-command'
  | 'shell'
  | 'no-placeholder'
  | 'no-option'
  | 'built-in-rule'
  | 'unknown-items'
  | 'no-branch';

/** The data of what configuration, task files, state files and command lines can be refused for. */
export interface ConfigProblemData {
  'file-missing': Nothing;
  /** `detail`: of the system, or why its content is none. */
  'file-unreadable': { readonly detail: string };
  'file-too-large': { readonly bytes: number; readonly max: number };
  /** `kind`: what it is instead. */
  'file-not-regular': { readonly kind: string };
  'file-outside-repository': Nothing;
  'not-utf8': Nothing;
  /** Those that are passed over. */
  'several-configurations': { readonly others: readonly string[] };
  /** `reason`: a code of the parser's; `detail`: what it says. */
  syntax: { readonly reason: string; readonly detail: string };
  'several-documents': Nothing;
  'too-deep': { readonly max: number };
  'too-many-aliases': { readonly max: number };
  'unsupported-tag': { readonly tag: string };
  'unsafe-key': { readonly key: string };
  'unknown-key': { readonly key: string; readonly known: readonly string[] } & Nearest;
  'missing-key': { readonly key: string };
  'wrong-type': { readonly value: string; readonly expected: readonly string[] };
  'bad-value': { readonly value: string; readonly allowed: readonly string[] } & Nearest;
  /** `of`: what is named. */
  'bad-name': { readonly value: string; readonly of: string } & Nearest;
  'bad-duration': { readonly value: string };
  'bad-date': { readonly value: string };
  /** `reason` as `globTrouble` says it. */
  'bad-glob': { readonly glob: string; readonly reason: string };
  'bad-line-pattern': { readonly pattern: string; readonly reason: LinePatternReason };
  /** RE2 refuses what the check of the configuration let pass. */
  'line-pattern-unused': { readonly pattern: string; readonly kind: string };
  'bad-command': { readonly reason: string };
  'bad-branch': { readonly branch: string };
  /** Words that only a shell would understand. */
  'shell-words': { readonly words: readonly string[] };
  'reserved-name': { readonly name: string };
  'empty-value': Nothing;
  'too-long': { readonly max: number };
  'out-of-range': {
    readonly value: string;
    readonly min: number | string;
    readonly max: number | string;
  };
  'too-many-items': { readonly count: number; readonly max: number };
  /** A workflow with too many chains; `each` as in its `for_each`. */
  'workflow-not-expanded': {
    readonly workflow: string;
    readonly each: string;
    readonly count: number;
    readonly max: number;
  };
  'order-always-respected': Nothing;
  /** `reason` as `ConditionTrouble` says it; `name`: what cannot stand there, or what its reader complains of. */
  'bad-condition': {
    readonly condition: string;
    readonly reason: ConditionReason;
    readonly name: string;
    readonly known: readonly string[];
  } & Nearest;
  'rule-without-paths': { readonly kind: string; readonly known: readonly string[] } & Nearest;
  'unknown-role': { readonly name: string } & Nearest;
  'unsupported-version': { readonly version: string | number; readonly known: readonly string[] };
  /** `firstLine`: where it stands first, in the same file or in `firstFile`. */
  'duplicate-id': { readonly id: string; readonly firstLine?: number; readonly firstFile?: string };
  /** `by` waits for it. */
  'unknown-id': { readonly id: string; readonly by: string } & Nearest;
  /** The first one stands at the end again; `places`: file and line of each need along it. */
  'dependency-cycle': { readonly cycle: readonly string[]; readonly places?: readonly string[] };
  'too-many-tasks': { readonly tasks: number; readonly max: number };
  'folder-too-large': { readonly files: number; readonly bytes: number };
  /** Formats that `--tasks` reads; `folder`: it is one. */
  'not-a-task-file': { readonly formats: readonly string[]; readonly folder: boolean };
  /** Each of them may be meant. */
  'backlog-ambiguous': { readonly formats: readonly string[] };
  /** Nothing of the format that `--from` names. */
  'backlog-other-format': { readonly format: string };
  /** Lists of task-master, of which none is `master`. */
  'backlog-tags': { readonly tags: readonly string[] };
  /** `format` as `TaskFormat`; `done`: there already. */
  'backlog-read': {
    readonly format: string;
    readonly items: number;
    readonly tasks: number;
    readonly done: number;
  };
  /** Items by name, each with why in brackets. */
  'backlog-set-aside': { readonly items: readonly string[] };
  'backlog-left-out': { readonly items: readonly string[] };
  'status-unknown': { readonly items: readonly string[] };
  'assignee-unknown': { readonly name: string; readonly items: readonly string[] };
  'scope-unknown': { readonly tasks: readonly string[] };
  /** By `--only` and `--until`; `needed`: they do not start, and have to be done. */
  'tasks-selected': {
    readonly tasks: number;
    readonly needed: readonly string[];
    readonly left_out: readonly string[];
  };
  'need-not-done': { readonly tasks: readonly string[] };
  'report-in-backlog': { readonly path: string };
  /** `reason`: of the system, or `format`. */
  /** `reason`: of the world, or `not-ours`: something else is in that file. */
  'patch-not-possible': { readonly path: string; readonly reason: string };
  'report-not-possible': { readonly path: string; readonly reason: string };
  /** `of` as `ReportKind`, `reason` as `ReportReason`; `bytes` and `max` of what is too large. */
  'report-unreadable': {
    readonly of: string;
    readonly reason: string;
    readonly bytes?: number;
    readonly max?: number;
  };
  'report-entries-dropped': { readonly of: string; readonly count: number };
  'report-of-other-files': { readonly of: string };
  'reports-left-out': { readonly read: number };
  /** In a line `agentic-plan: ignore …` of this commit, shortened. */
  'ignored-kind-unknown': {
    readonly kind: string;
    readonly commit: string;
    readonly known: readonly string[];
  };
  /** It comes from a task file or a workflow. */
  'task-not-derived': { readonly task: string };
  'not-dismissed': { readonly name: string; readonly known: readonly string[] };
  'not-an-audit': { readonly kind: string; readonly known: readonly string[] };
  usage: { readonly message: string; readonly remedy?: string };
}

export type ConditionReason =
  | 'too-long'
  | 'too-deep'
  | 'syntax'
  | 'need'
  | 'output'
  | 'state'
  | 'name'
  | 'function'
  | 'result'
  | 'no-value'
  | 'computed';

/** What RE2 does not do; `syntax`: it is no pattern at all. */
export type LinePatternReason = 'lookaround' | 'backreference' | 'repetition' | 'escape' | 'syntax';
