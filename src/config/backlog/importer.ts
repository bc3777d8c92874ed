import type { Problem, Where } from '../../core/model/problem.ts';
import type { BacklogFormat } from '../../core/model/task-source.ts';
import type { BacklogDocument } from './read-backlog-document.ts';

/** A backlog that a team keeps with another tool: how it is told apart, what of it becomes a task, and what does not. */
export interface Importer {
  readonly format: BacklogFormat;
  /** As people call what it holds, several of them. */
  readonly title: string;
  /** Where teams keep it, for the documentation. */
  readonly kept: string;
  /** Theirs and what it becomes. */
  readonly taken: readonly (readonly [theirs: string, ours: string])[];
  readonly notTaken: readonly string[];
  /** By content alone. `maybe`: it can be read as this where a person says so, or where nothing else is in it. */
  readonly recognise: (document: BacklogDocument) => 'yes' | 'maybe' | 'no';
  readonly parse: (document: BacklogDocument, wish: ParseWish) => ParsedBacklog;
}

export interface ParseWish {
  /** What stands behind a colon in `--from`. */
  readonly part?: string;
}

export interface ParsedBacklog {
  readonly items: readonly BacklogItem[];
  /** What could not be read, each with its place; the other items stand. */
  readonly problems: readonly Problem[];
}

/** Words of a backlog and where they stand. Raw: data, whatever they say. */
export interface Said {
  readonly text: string;
  readonly where: Where;
}

/** What one entry of a backlog says, in no tool's words. */
export interface BacklogItem {
  readonly where: Where;
  /** As its tool calls it, and as others of this backlog name it: `Story 312`, `#42`, `bd-a1b2.3`. */
  readonly name: string;
  /** What its task is to be called, as far as that can be an id. */
  readonly id: string;
  readonly title: string;
  readonly why: string;
  /** Absent: it is to be done. */
  readonly status?: Said;
  /** It is none of the work, whatever its status: why. */
  readonly noWork?: string;
  readonly kind?: string;
  readonly priority?: Said;
  /** Minutes. */
  readonly estimate?: number;
  /** Whom it names, the likeliest first. */
  readonly assigned: readonly Said[];
  /** Paths that its fields say it changes. */
  readonly listed: readonly Said[];
  /** Texts that may mention paths. */
  readonly prose: readonly string[];
  readonly needs: readonly Need[];
  readonly acceptance: readonly Said[];
}

export interface Need {
  /** The name of the other item. */
  readonly name: string;
  readonly where: Where;
  /** This item says of it that it is done. */
  readonly settled?: boolean;
}
