/** What working a plan off in CI meets. */
export type CiProblemCode =
  | 'not-in-ci'
  | 'no-such-run'
  | 'tried-in-ci'
  | 'result-refused'
  | 'jobs-used-up'
  | 'agents-left-out'
  | 'needs-person-first'
  | 'claims-not-allowed'
  | 'not-the-verified-tree'
  | 'not-continued';

/** The data of that. */
export interface CiProblemData {
  'not-in-ci': Readonly<Record<string, never>>;
  'no-such-run': { readonly run: string; readonly table: string };
  /** `code`: of the last problem; `lines`: what was printed last, or paths. */
  'tried-in-ci': {
    readonly task: string;
    readonly tries: number;
    readonly code: string;
    readonly lines: readonly string[];
  };
  /** `why`: a word of ours (`REFUSED_BECAUSE`); `paths`: of the work, where it is about some. */
  'result-refused': { readonly artifact: string; readonly why: string; readonly paths: readonly string[] };
  'jobs-used-up': { readonly most: number; readonly target: string };
  /** Their secrets are missing. */
  'agents-left-out': { readonly agents: readonly string[] };
  /** `why`: `sensitive`, `bot`, `own`, `fork`; `paths`: those that make it so. */
  'needs-person-first': { readonly why: string; readonly paths: readonly string[] };
  /** The token of the job may not write. */
  'claims-not-allowed': { readonly table: string };
  'not-the-verified-tree': { readonly verified: string; readonly composed: string };
  /** Tasks are left, and the next run of the workflow could not be started. */
  'not-continued': {
    readonly run: string;
    readonly why: WhyNotContinued;
    /** What the host answered, where it refused. */
    readonly status?: number;
  };
}

export type WhyNotContinued =
  /** The runner does not say which workflow this is, or the event which branch is the default one. */
  | 'workflow-unknown'
  | 'branch-unknown'
  | 'no-token'
  /** Of the host: what it said, or did not. */
  | 'not-allowed'
  | 'not-there'
  | 'refused'
  | 'busy'
  | 'lost';
