import type { CiProblemData } from './ci-problem-data.ts';
import type { ClaimProblemData } from './claim-problem-data.ts';
import type { ConfigProblemData, WithoutEffect } from './config-problem-data.ts';
import type { GitProblemData } from './git-problem-data.ts';
import type { GoalProblemData } from './goal-problem-data.ts';
import type { ServerProblemCode } from './problem-codes.ts';
import type { RunProblemData } from './run-problem-data.ts';
import type { SetupProblemData } from './setup-problem-data.ts';

/** Why the file system refused. */
export type DiskReason =
  | 'full'
  | 'read-only'
  | 'forbidden'
  | 'too-many-files'
  | 'gone'
  | 'in-the-way'
  | 'name-too-long'
  | 'broken'
  | 'unknown';

/**
 * The data of each code, as its words need it: texts raw and unescaped, times in seconds, lists whole. Members are
 * written out in place, so that each is plain data too.
 */
export interface ProblemData
  extends Record<ServerProblemCode, ServerAnswer>,
    CiProblemData,
    RunProblemData,
    GoalProblemData,
    ConfigProblemData,
    GitProblemData,
    SetupProblemData,
    ClaimProblemData {
  /** `shallow`: the clone; `instead`: the local branch that was taken instead. */
  'base-unseen':
    | {
        readonly name: string;
        readonly remote: string;
        readonly detail: string;
        readonly shallow: boolean;
      }
    | {
        readonly name: string;
        readonly remote: string;
        readonly detail: string;
        readonly shallow: boolean;
        readonly instead: string;
      };
  /** `chosen` and `others` are commits, shortened. */
  'several-merge-bases': {
    readonly name: string;
    readonly chosen: string;
    readonly others: readonly string[];
  };
  /** `event`: GitHub's name for it. */
  'event-unreadable': { readonly event: string };
  'uncommitted-unseen': Readonly<Record<string, never>>;
  /** `points`: what the file `.git` in `path` names. */
  'git-folder-missing': { readonly path: string; readonly points: string };
  /** `path`: the git folder; `what`: the part of it that cannot be read. */
  'repository-damaged': { readonly path: string; readonly what: string };
  /** `what` in the git folder `path` says that it is one. */
  'git-annex': { readonly path: string; readonly what: string };
  /** `path`: the working tree. */
  'index-damaged': { readonly path: string; readonly detail: string };
  /** The folder that a command was started in. */
  'folder-gone': Readonly<Record<string, never>>;
  /** `detail`: what git said, '' where it was not git. */
  disk: { readonly path: string; readonly reason: DiskReason; readonly detail: string };
  /** The budget of the command. */
  'out-of-time': { readonly command: string; readonly seconds: number };
  /** In our own repository `path`: object files that cannot be read, refs whose objects are lost; or what git said. */
  'private-damaged': {
    readonly path: string;
    readonly detail?: string;
    readonly files: readonly string[];
    readonly refs: readonly string[];
  };
  /** What could not be saved of it. */
  'lost-refs': { readonly path: string; readonly refs: readonly string[] };
  'git-too-old': { readonly found: string; readonly wanted: string };
  'hook-without-program': { readonly hook: string };
  'hooks-not-installed': { readonly hook: string; readonly tool: string; readonly install: string };
  'hook-silent': { readonly hook: string; readonly part: string; readonly detail: string };
  'agent-not-starting': { readonly program: string; readonly detail: string };
  'agent-logged-out': { readonly program: string; readonly login: string };
  'clock-behind': { readonly seconds: number };
  /** Claims that are to be given back, as soon as that can be sent. */
  'end-remembered': { readonly claims: readonly string[] };
  /** `preset` and `starts`: the program, where one key is a preset and the other one a command. */
  'conflicting-keys': {
    readonly key: string;
    readonly other: string;
    readonly preset?: string;
    readonly starts?: string;
  };
  /** Of an agent: what its `args` or `model` were to be added to. */
  'key-without-effect': {
    readonly key: string;
    readonly why: WithoutEffect;
  };
  /** Without its braces. */
  'unknown-placeholder': {
    readonly name: string;
    readonly known: readonly string[];
    readonly nearest?: string;
  };
  /** `instead`: the variable that holds the same. */
  'placeholder-in-shell': { readonly name: string; readonly instead?: string };
  'unknown-agent': { readonly name: string; readonly known: readonly string[]; readonly nearest?: string };
  /** What the nearest agent lacks, as `Missing`. */
  'no-agent-fits': { readonly task: string; readonly missing: readonly string[] };
  /** None that may do it takes another task in this run; why that is, in the same order (`AgentStanding`). */
  'no-agent-left': {
    readonly task: string;
    readonly agents: readonly string[];
    readonly reasons: readonly string[];
  };
  /** The limit that was reached: `limits.minutes` or `limits.usd`. */
  'budget-used-up':
    | { readonly task: string; readonly minutes: number }
    | { readonly task: string; readonly usd: number };
  /** The plan of `run` on the table: of another version of this program, or not a plan. */
  'plan-refused': { readonly run: string; readonly why: 'earlier-shape' | 'newer-version' | 'no-plan' };
  /** Configured by these names, and nobody says how they are started. */
  'no-command': { readonly agents: readonly string[]; readonly nearest?: string };
  'no-agents': Readonly<Record<string, never>>;
  /** `ref` stands where none of ours can; `remote` or `folder`: how git is told of `table`. */
  'ref-in-the-way': {
    readonly table: string;
    readonly ref: string;
    readonly remote?: string;
    readonly folder?: string;
  };
  'misplaced-refs': {
    readonly refs: readonly string[];
    readonly remote?: string;
    readonly folder?: string;
  };
  'many-locks': { readonly locks: number };
  /** Two or more, each a path of the repository. */
  'case-fold-clash': { readonly paths: readonly string[] };
  /** `reason` as `unsafePath` says it; `root`: of the repository that the path leads out of. */
  'unsafe-path': { readonly path: string; readonly reason: string; readonly root?: string };
  /** What was asked for; none: nothing was. */
  'no-paths': { readonly asked: readonly string[] };
  /** As it was typed. */
  'path-not-there': { readonly path: string };
  'root-by-names': { readonly names: number };
  /** `waiting`: the task of ours that wants it. */
  'held-task': {
    readonly task: string;
    readonly holder: string;
    readonly waiting?: string;
    readonly claim?: string;
    readonly run?: string;
    readonly until?: string;
  };
  /** `finished`: those that have, the newest first. */
  'task-not-finished': {
    readonly task: string;
    readonly isAtWork: boolean;
    readonly finished: readonly string[];
  };
  'claim-unknown': { readonly claim: string };
  'not-yours': { readonly claim: string; readonly holder: string };
  'not-remembered': { readonly claim: string; readonly holder: string };
  /** Commands to paste; `claim_rest` is absent where nothing else is in the folder. */
  'part-of-a-folder': {
    readonly path: string;
    readonly folder: string;
    readonly claim: string;
    readonly release: string;
    readonly claim_rest?: string;
  };
  /** `folder`: of the repository inside, relative to the root. */
  'path-in-inner-repository': { readonly path: string; readonly folder: string };
  'path-damaged': { readonly path: string };
  /** `holder`: the process that works for the same session. */
  'session-busy': { readonly holder: string };
  /** Two agents whose commands belong to one session. */
  'shared-session': { readonly agent: string; readonly other: string };
}

/** What is known of a server's refusal, or of why it was not reached. */
export type ServerAnswer = {
  readonly table: string;
  /** The server's own words. */
  readonly said?: string;
  /** Git's, ssh's or curl's. */
  readonly cause?: string;
  /** `403 Forbidden` */
  readonly status?: string;
  /** How long it asks to wait. */
  readonly seconds?: number;
};
