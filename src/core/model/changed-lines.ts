import type { RepoPath } from './ids.ts';
import type { SurfaceChange } from './surface.ts';

/** What a changed line holds. Only `code` is a real line: the others change nothing that a program does. */
export type LineKind = 'code' | 'comment' | 'import' | 'blank' | 'formatting' | 'test';

/** One line that a diff adds or removes. */
export interface ChangedLine {
  readonly side: 'added' | 'removed';
  /** From 1, in the new file where it was added, in the old one where it was removed. */
  readonly line: number;
  /** As it stands there, without its end; a very long line is cut. */
  readonly text: string;
  /** The same without comments. */
  readonly code: string;
  readonly kind: LineKind;
  /** The same text, spaces aside, stands on the other side of the diff, too: in this file or in another one. */
  readonly moved: boolean;
}

/** Lines that replace each other. */
export interface ChangedHunk {
  /** What git shows behind the second `@@`: the function or class around it. */
  readonly context: string;
  readonly lines: readonly ChangedLine[];
}

/** The changed lines of one file; files whose text was not read have none. */
export interface FileLines {
  readonly path: RepoPath;
  readonly hunks: readonly ChangedHunk[];
  /** Its own text says that a program writes it. */
  readonly generated: boolean;
  /** It holds tests of its own code, as files of Rust do. */
  readonly testsItself: boolean;
  /** Names that it lets others use and whose declaration is new, gone, or another. */
  readonly surface: readonly SurfaceChange[];
  /** Its comments are told from its code. */
  readonly understood: boolean;
}
