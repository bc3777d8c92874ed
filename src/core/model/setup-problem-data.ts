type Nothing = Readonly<Record<string, never>>;

/** The data of what `init` meets. */
export interface SetupProblemData {
  /** `why` as `KeptWhy`: the file stays as it is; `lines`: what a person may put there by hand. */
  'setup-kept': { readonly path: string; readonly why: string; readonly lines: string };
  /** Files that are not any more as they were when the change was shown. */
  'setup-moved': { readonly paths: readonly string[] };
  'setup-busy': Nothing;
  'unknown-part': { readonly name: string; readonly known: readonly string[] };
  /** `--ci` with a host that there is no workflow for. */
  'unknown-ci-host': { readonly name: string; readonly known: readonly string[] };
  'no-part': { readonly known: readonly string[] };
  /** The clone is a bare one. */
  'no-checkout': Nothing;
  /** The configuration names no agent that a job could start. */
  'no-agents-in-ci': Nothing;
  /** `action`: as it was given, without a commit; `detail`: what git said. */
  'action-not-pinned': { readonly action: string; readonly detail: string };
}
