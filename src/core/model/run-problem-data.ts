import type { AsideKind } from './aside-kind.ts';
import type { TaskPart } from './task-part.ts';

/** The data of what working a plan off meets. */
export interface RunProblemData {
  /** `name`: of what could not be compared; `unreadable`: the condition itself, which a plan of others brought. */
  'condition-undecided': {
    readonly task: string;
    readonly condition: string;
    readonly name: string;
    readonly why: 'no-value' | 'no-number' | 'unreadable';
  };
  /** Declared, and not left, or not as it is used: a number, a list of items. */
  'outputs-missing': {
    readonly task: string;
    readonly missing: readonly string[];
    readonly numbers: readonly string[];
    readonly lists: readonly string[];
    readonly log: string;
  };
  /** `item`: the one that cannot be used; `max`: how many there may be. */
  'items-unusable': {
    readonly task: string;
    readonly output: string;
    readonly reason: 'not-a-list' | 'too-many' | 'bad-item' | 'twice';
    readonly item: string;
    readonly max: number;
  };
  /** Files whose contents the team could not get; `detail`: what Git LFS said. */
  'lfs-not-uploaded': { readonly paths: readonly string[]; readonly detail: string };
  /** On the disk of `path`, in bytes: `folders` of `each` are wanted at once, `fit` of them would have room. */
  'too-little-space': {
    readonly path: string;
    readonly free: number;
    readonly need: number;
    readonly each: number;
    readonly folders: number;
    readonly fit: number;
  };
  /** A partial clone lacks them, and its server does not give them; `detail`: what git said. */
  'blobs-missing': { readonly detail: string };
  /** `lines`: what the agent printed last; `unseen`: variables of the user's that it did not see, and its log names. */
  'empty-result': {
    readonly task: string;
    readonly log: string;
    readonly lines: readonly string[];
    readonly unseen?: readonly string[];
  };
  /** `parts`: what of it differs, as far as that is known; `commit`: absent where it changed nothing. */
  'done-otherwise': {
    readonly task: string;
    readonly parts: readonly TaskPart[];
    readonly commit?: string;
  };
  /** In `ref`, which conflicts in `paths` with what this run builds on; `from`: the remote or folder that has the ref. */
  'done-elsewhere': {
    readonly task: string;
    readonly ref: string;
    readonly commit: string;
    readonly paths: readonly string[];
    readonly from: string;
  };
  /** Published paths that the task does not name; `deleted` are gone, `paths` are the others. */
  'outside-task': {
    readonly task: string;
    readonly deleted: readonly string[];
    readonly paths: readonly string[];
  };
  /** The same, of so much that a person has to agree first: `kept` in `folder` is the work. */
  'beyond-task': {
    readonly task: string;
    readonly deleted: readonly string[];
    readonly paths: readonly string[];
    /** Those of them that are again as they were before the user's branch changed them. */
    readonly reverted: readonly string[];
    readonly kept: string;
    readonly folder: string;
  };
  /** `moved`: another commit is checked out there than before. */
  'checkout-changed': { readonly task: string; readonly moved: boolean; readonly paths: readonly string[] };
  /** Kinds and names of what is missing in the result, in the same order. */
  'work-left-aside': {
    readonly task: string;
    readonly kinds: readonly AsideKind[];
    readonly names: readonly string[];
  };
  'inside-a-run': Readonly<Record<string, never>>;
  'task-failed': {
    readonly task: string;
    readonly code?: number;
    readonly signal?: string;
    readonly log: string;
    /** What it printed last, without secrets. */
    readonly lines: readonly string[];
    /** Variables of the user's that it did not see, and that its log names. */
    readonly unseen?: readonly string[];
  };
  'task-timed-out': {
    readonly task: string;
    readonly seconds: number;
    readonly log: string;
    readonly lines: readonly string[];
    readonly unseen?: readonly string[];
  };
  /** `unseen`: as of `task-failed`. */
  'agent-not-logged-in': RefusedAgent & { readonly unseen?: readonly string[] };
  'agent-out-of-credit': RefusedAgent;
  /** `seconds`: until it is asked again. */
  'agent-rate-limited': RefusedAgent & { readonly seconds: number };
  'setup-failed': { readonly how: string; readonly log: string; readonly lines: readonly string[] };
  /** `why`: it could not even be run. `task`: absent where it is the result as a whole. */
  'verify-failed': {
    readonly task?: string;
    readonly commit?: string;
    readonly why?: string;
    readonly log?: string;
    readonly lines: readonly string[];
    /** Whether `setup` or `link` is configured. */
    readonly prepared?: boolean;
  };
  /** `why`: files that a command of the team should have regenerated were not. */
  'merge-conflict': {
    readonly task: string;
    readonly paths: readonly string[];
    readonly why?: string;
    readonly log?: string;
    readonly lines: readonly string[];
  };
  'conflict-markers': { readonly task: string; readonly paths: readonly string[] };
  /** New files of an agent, which an ignore file that it wrote itself keeps out. */
  'ignored-work': { readonly task: string; readonly paths: readonly string[] };
  interrupted: Readonly<Record<string, never>>;
  'command-missing': { readonly task: string; readonly detail: string };
  'command-not-executable': { readonly task: string; readonly detail: string };
  /** Paths that others hold, or that no claim can cover; `detail`: why it could not be widened. */
  'outside-claim': { readonly task: string; readonly paths: readonly string[]; readonly detail?: string };
  'workflow-file': { readonly task: string; readonly paths: readonly string[] };
  /** Somebody's claim of a task of another run for the same target. */
  'run-elsewhere': {
    readonly run: string;
    readonly task: string;
    readonly holder: string;
    readonly claim: string;
  };
  'no-worktree': { readonly path: string; readonly detail?: string };
  'nested-repository': { readonly task: string; readonly paths: readonly string[] };
  /** `paths`: those that conflict. */
  'result-branch-taken': {
    readonly branch: string;
    readonly detail: string;
    readonly paths?: readonly string[];
  };
  /** `publish.to: head`. `elsewhere`: the branch is pushed to another remote than the one of the claims. */
  'head-not-moved': {
    readonly branch: string;
    readonly table: string;
    readonly why: 'gone' | 'moved' | 'elsewhere';
  };
  /** The result is on its branch; `link`: the page that opens one, '' where the host has none that is known. */
  'pull-request-not-opened': {
    readonly branch: string;
    readonly base: string;
    readonly why: 'no-token' | 'not-allowed' | 'refused' | 'no-answer' | 'no-host';
    readonly link: string;
  };
  /** Rules of the forge that a push to the branch would break, as people say them. */
  'branch-rules': { readonly branch: string; readonly host: string; readonly rules: readonly string[] };
  /** An earlier start was refused the branch by the server; `said`: its words, '' where it had none. */
  'refused-before': {
    readonly branch: string;
    readonly table: string;
    readonly said: string;
    readonly when: string;
  };
  /** What a run has published conflicts with the rest; `from`: the remote or folder that has the ref. */
  'run-left-out': {
    readonly run: string;
    readonly ref: string;
    readonly from: string;
    readonly paths: readonly string[];
  };
  /** `state`: what it is instead, '' where there is none of that name; `known`: those that are unfinished. */
  'run-not-unfinished': { readonly run: string; readonly state: string; readonly known: readonly string[] };
  'run-at-work': { readonly run: string; readonly task: string; readonly holder: string };
  'left-behind': { readonly path: string };
  /** Submodules that the change moves. */
  'submodule-sensitive': { readonly paths: readonly string[] };
  /** The file of the configuration. */
  'config-from-base': { readonly path: string };
}

/** `said`: the vendor's own words, without secrets; `preset`: absent where a command of the team's own starts it. */
type RefusedAgent = {
  readonly task: string;
  readonly agent: string;
  readonly preset?: string;
  readonly said: string;
  readonly log: string;
};
