/** A place where set-up may write, and how it marks there what is its own. */
export type FilePlace = TextPlace | EntriesPlace;

interface Place {
  /** Relative to the root of the checkout, or of git's folder; with `/`. */
  readonly path: string;
  readonly in: 'checkout' | 'git-folder';
  readonly executable?: true;
}

/** Lines of text. */
export interface TextPlace extends Place {
  /** `whole`: the file is ours, or somebody's; `block`: a section of ours in a file of somebody's. */
  readonly kind: 'whole' | 'block';
  /** How a line of the file is made one that its readers pass over. */
  readonly comments: CommentStyle;
}

export type CommentStyle = '#' | '//' | '<!-- -->';

/** Entries of ours in a JSON file of somebody's. */
export interface EntriesPlace extends Place {
  readonly kind: 'entries';
  readonly entries: readonly JsonEntry[];
}

export interface JsonEntry {
  /** The keys that lead to it. */
  readonly at: readonly string[];
  readonly value: unknown;
  /** It is one more element of the list there. */
  readonly list?: true;
  /** Stands in it whichever version of ours has written it, and in nobody else's. */
  readonly mark: string;
}

/** What set-up wants to stand in a place: lines of text, each ended by `\n`, without the marks; or its entries. */
export type WantedFile = WantedText | EntriesPlace;

export interface WantedText extends TextPlace {
  readonly body: string;
  /** Of a block that has to be read by a program, and not by people alone. */
  readonly way?: WayIn;
}

/** Whether a block at the end of a file is reached, and leaves what stands above it as it is. */
export interface WayIn {
  /** `shell`: line after line; `yaml`: as one document. */
  readonly reader: 'shell' | 'yaml';
  /** Stands in the file where a person has put the lines there by hand. */
  readonly pasted: string;
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
  /** It is not one JSON object, or something else stands where an entry belongs. */
  | 'not-json'
  /** It ends by `exit` or `exec`: what stands behind would never run. */
  | 'ends-early'
  /** Another program reads it than a shell. */
  | 'not-shell'
  /** A section at its end would change what its reader makes of the rest. */
  | 'no-room'
  /** It could not be given back as it was. */
  | 'would-lose'
  | 'not-regular'
  | 'outside'
  | 'too-large';

/** What is to become of one file. `before` and `after` are its whole text; undefined: there is no file. */
export type FileDecision =
  | { readonly kind: 'same' }
  | { readonly kind: 'change'; readonly before: string | undefined; readonly after: string | undefined }
  | Kept;

export interface Kept {
  readonly kind: 'kept';
  readonly why: KeptWhy;
  /** What a person may put there by hand. */
  readonly lines?: string;
}
