/** How many there are, and some of their names. */
type Named<Names extends string> = { readonly count: number } & { readonly [N in Names]: readonly string[] };

/** The data of what claims meet, and of what `doctor` finds. */
export interface ClaimProblemData {
  /** `path` is the first of `paths`; `waiting`: the task of ours that wants them. */
  held: {
    readonly path: string;
    readonly paths: readonly string[];
    readonly holder: string;
    readonly waiting: string;
    readonly claim?: string;
    readonly task?: string;
    readonly run?: string;
    readonly until?: string;
  };
  'claim-lost': { readonly claim?: string; readonly why: string; readonly task?: string };
  /** `locked`: the directory that is locked instead. */
  'path-truncated': { readonly path: string; readonly locked: string };
  /** How many paths became how many locks, of `most` that are allowed. */
  'paths-as-directories': { readonly paths: number; readonly locks: number; readonly most: number };
  'forged-lock': { readonly path: string };
  /** What was sent may have been done; `task`: for which. */
  'outcome-unknown': { readonly detail: string; readonly table?: string; readonly task?: string };
  /** A publication whose claim holds, refused each time. */
  'publication-refused': { readonly task: string; readonly table: string; readonly times: number };
  /** Others moved the refs of the run each time that it was to be opened, or ended. */
  'run-keeps-moving': { readonly run: string; readonly table: string };
  'wrapper-silent': { readonly seconds: number };
  'wrapper-refused': { readonly detail?: string };

  'litter-locks': Named<'paths'>;
  'expired-claims': Named<'claims'>;
  'stuck-claims': Named<'paths'>;
  'unknown-locks': Named<'paths'>;
  'old-tasks': Named<'refs'>;
  'old-runs': Named<'runs'>;
  'left-waits': { readonly count: number };
  'unreadable-tasks': Named<'refs'>;
  'left-worktrees': Named<'paths'>;
  'private-broken': { readonly path: string; readonly detail: string };
  'private-leftovers': { readonly paths: readonly string[] };
  'kept-work': { readonly path: string; readonly refs: readonly string[] };
  /** As the server names them. */
  'server-lock-files': { readonly files: readonly string[] };
  'still-at-work': { readonly who: readonly string[] };
  'fix-incomplete': { readonly detail: readonly string[] };
}
