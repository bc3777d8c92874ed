// What a forge keeps beside a pull request, in our own words. Every question may be refused or stay without an answer:
// that is a value, never an exception.

/** An answer, or why there is none. */
export type Replied<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: ForgeFailure };

export type ForgeFailure =
  /** The token may not do it, or nobody may here: a locked conversation. */
  | { readonly kind: 'not-allowed' }
  /** Gone, or never there, or not shown to us. */
  | { readonly kind: 'not-there' }
  /** Understood and refused: a limit of the forge, or something that it does not take. */
  | { readonly kind: 'refused'; readonly status: number }
  /** Asked too often, and longer than there is time to wait. */
  | { readonly kind: 'busy' }
  /** No answer: of something that changes the forge, nobody knows whether it was done. */
  | { readonly kind: 'lost' };

export interface Comment {
  /** Of two, the older one has the smaller number. */
  readonly id: number;
  /** Login; `github-actions[bot]` for what a job's own token wrote. Empty where the account is gone. */
  readonly author: string;
  readonly body: string;
}

export interface CommentPage {
  readonly comments: readonly Comment[];
  /** Where newer ones will be found. */
  readonly newestPage: number;
}

export interface Comments {
  /** Those of all pages from this one on, oldest first. */
  list(pull: number, fromPage: number): Promise<Replied<CommentPage>>;
  /** Sent once: where the answer is lost, look before sending it again. */
  create(pull: number, body: string): Promise<Replied<Comment>>;
  update(id: number, body: string): Promise<Replied<void>>;
  remove(id: number): Promise<Replied<void>>;
  /** Login of whoever the token is. */
  whoAmI(): Promise<Replied<string>>;
}

/** `held`: by somebody else, or nobody knows. `unguarded`: the token may not write refs. */
export type GuardAnswer = 'taken' | 'held' | 'unguarded';

/** A ref of the forge that one of several runs gets, for as long as it makes the comment of one pull request. */
export interface CommentGuard {
  take(): Promise<GuardAnswer>;
  /** Lets it go. That it stays, or was gone, is no trouble: it orders runs, and excludes none for good. */
  drop(): Promise<void>;
  /** As long as making a comment takes. */
  pause(): Promise<void>;
}

export interface PullRequest {
  readonly head: string;
  readonly isOpen: boolean;
  readonly labels: readonly PullLabel[];
}

export interface PullLabel {
  readonly name: string;
  readonly description: string;
}

export interface PullRequests {
  read(pull: number): Promise<Replied<PullRequest>>;
  /** The newest open one of a branch of this repository. */
  ofBranch(branch: string): Promise<Replied<{ readonly number: number; readonly head: string } | undefined>>;
}

export interface Labels {
  /** Adds them to the others; the answer has all of the pull request's, with their descriptions. */
  add(pull: number, names: readonly string[]): Promise<Replied<readonly PullLabel[]>>;
  remove(pull: number, name: string): Promise<Replied<void>>;
  /** Says what a label of the repository is for. */
  describe(label: PullLabel & { readonly color: string }): Promise<Replied<void>>;
}

/** Everything that is kept beside a pull request. */
export interface Conversation {
  readonly comments: Comments;
  readonly pulls: PullRequests;
  readonly labels: Labels;
  /** `head`: a commit that the forge has. */
  guard(pull: number, head: string): CommentGuard;
  /** How many calls were made so far, those that had to be repeated included. */
  calls(): number;
}
