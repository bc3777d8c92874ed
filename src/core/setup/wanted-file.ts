/** A place where set-up may write, and how it marks there what is its own. */
export interface FilePlace {
  /** Relative to the root of the checkout, or of git's folder; with `/`. */
  readonly path: string;
  readonly in: 'checkout' | 'git-folder';
  /** `whole`: the file is ours, or somebody's; `block`: a section of ours in a file of somebody's. */
  readonly kind: 'whole' | 'block';
  /** How a line of the file is made one that its readers pass over. */
  readonly comments: CommentStyle;
  readonly executable?: true;
}

export type CommentStyle = '#' | '//' | '<!-- -->';

/** What set-up wants to stand in a place: lines of text, each ended by `\n`, without the marks. */
export interface WantedFile extends FilePlace {
  readonly body: string;
}

/** What was found there. A link, a folder and the like are `refused`: they are never followed or replaced. */
export type FoundFile =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly why: 'not-regular' | 'outside' | 'too-large' };

/** Why a file stays as it is, whatever was wanted. */
export type KeptWhy =
  /** It is ours, and somebody has changed it since. */
  | 'edited'
  /** There is a file of this name that is not ours. */
  | 'foreign'
  /** Its marks are not in order: a beginning without an end, or two of them. */
  | 'marks-broken'
  | 'not-text'
  | 'not-regular'
  | 'outside'
  | 'too-large';

/** What is to become of one file. `before` and `after` are its whole text; undefined: there is no file. */
export type FileDecision =
  | { readonly kind: 'same' }
  | { readonly kind: 'change'; readonly before: string | undefined; readonly after: string | undefined }
  | { readonly kind: 'kept'; readonly why: KeptWhy };
