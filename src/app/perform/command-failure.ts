export type Verified = { readonly passed: true } | ({ readonly passed: false } & CommandFailure);

/** A command of the team did not do what it is for, or could not be run (`why`). */
export interface CommandFailure {
  readonly why?: string;
  readonly log?: string;
  /** It could not be run at all, which says nothing about what it was to judge. */
  readonly isWorld?: true;
  readonly lines: readonly string[];
}
