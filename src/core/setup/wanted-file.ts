/** A place where set-up may write, and how it marks there what is its own. */
export type FilePlace = TextPlace | EntriesPlace;

interface Place {
  /** Relative to the root of the checkout, or of git's folder; with `/`. */
  readonly path: string;
  readonly in: 'checkout' | 'git-folder';
  /** Where it is made; who may start a file that is there is not ours to say. */
  readonly executable?: true;
}

/** Lines of text. */
export interface TextPlace extends Place {
  /** `whole`: the file is ours, or somebody's; `block`: a section of ours in a file of somebody's. */
  readonly kind: 'whole' | 'block';
  /** How a line of the file is made one that its readers pass over. */
  readonly comments: CommentStyle;
  /** What a file that is made for a block begins with, so that it is known again; its first line stays with what others add. */
  readonly head?: string;
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
  /** What stands there where this version has written it for another way to our program: nobody has changed that by hand. */
  readonly otherValues?: readonly unknown[];
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

/** How a block is read, and so where it stands: it has to be reached, and to leave the rest as it is. */
export interface WayIn {
  /**
   * `shell`: before all that others do there, who may end by `exec` or read what git says; `yaml`: items of the list
   * `list`, or keys at the end; `toml`: tables at the end, or a key of the top before all others; `template`: keys at the end
   * of what will be YAML.
   */
  readonly reader: 'shell' | 'yaml' | 'toml' | 'template';
  readonly list?: string;
  /** Stands in the file where a person has put the lines there by hand. */
  readonly pasted?: string;
  /** The file has what is wanted, of its own and not all of it: the body is what it lacks. */
  readonly hasOwn?: true;
}

/** What was found there. A link, a folder and the like are `refused`: they are never followed or replaced. */
export type FoundFile =
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'file';
      readonly bytes: Uint8Array;
      /** Whether the system would start it. */
      readonly isExecutable?: boolean;
      /** Why it, or the folder that it is to stand in, may be read and not written. */
      readonly locked?: LockedWhy;
    }
  | { readonly kind: 'refused'; readonly why: RefusedWhy; readonly leadsTo?: string };

export type RefusedWhy =
  | 'not-regular'
  | 'outside'
  | 'too-large'
  /** There is nothing yet, and the folder takes nothing. */
  | 'folder-read-only';

export type LockedWhy =
  | 'read-only'
  | 'folder-read-only'
  /** Another user's: a new file in its place would be ours. */
  | 'other-owner'
  /** It has other names, too: a new file in its place would part them. */
  | 'hard-link';

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
  /** Another program reads it than a shell. */
  | 'not-shell'
  /** It says something of its own there, and lacks a part. */
  | 'has-own'
  /** A section of ours would change what its reader makes of the rest. */
  | 'no-room'
  /** It could not be given back as it was. */
  | 'would-lose'
  | RefusedWhy
  | LockedWhy;

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
