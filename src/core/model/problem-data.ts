import type { ServerProblemCode } from './problem-codes.ts';

/** Why the file system refused. */
export type DiskReason =
  | 'full'
  | 'read-only'
  | 'forbidden'
  | 'too-many-files'
  | 'gone'
  | 'in-the-way'
  | 'name-too-long'
  | 'broken'
  | 'unknown';

/**
 * The data of each code, as its words need it: texts raw and unescaped, times in seconds, lists whole. Members are
 * written out in place, so that each is plain data too.
 */
export interface ProblemData extends Record<ServerProblemCode, ServerAnswer> {
  /** `points`: what the file `.git` in `path` names. */
  'git-folder-missing': { readonly path: string; readonly points: string };
  /** `path`: the git folder; `what`: the part of it that cannot be read. */
  'repository-damaged': { readonly path: string; readonly what: string };
  /** `path`: the working tree. */
  'index-damaged': { readonly path: string; readonly detail: string };
  /** The folder that a command was started in. */
  'folder-gone': Readonly<Record<string, never>>;
  /** `detail`: what git said, '' where it was not git. */
  disk: { readonly path: string; readonly reason: DiskReason; readonly detail: string };
  'git-too-old': { readonly found: string; readonly wanted: string };
  'hook-without-program': { readonly hook: string };
  'inside-a-run': Readonly<Record<string, never>>;
  'many-locks': { readonly locks: number };
  /** Two or more, each a path of the repository. */
  'case-fold-clash': { readonly paths: readonly string[] };
}

/** What is known of a server's refusal, or of why it was not reached. */
export type ServerAnswer = {
  readonly table: string;
  /** The server's own words. */
  readonly said?: string;
  /** Git's, ssh's or curl's. */
  readonly cause?: string;
  /** `403 Forbidden` */
  readonly status?: string;
  /** How long it asks to wait. */
  readonly seconds?: number;
};
