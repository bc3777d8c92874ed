import type { RepoPath } from './ids.ts';

/** A line of a document that names what changed. */
export interface Mention {
  readonly document: RepoPath;
  readonly line: number;
  readonly text: string;
  /** As declared: `UserSession.refresh`. */
  readonly name: string;
  readonly how: Exclude<SurfaceChange['how'], 'added'>;
  /** The file that declares it, or did. */
  readonly of: RepoPath;
}

export interface SurfaceChange {
  readonly path: RepoPath;
  readonly name: string;
  /** `changed`: it has to be called otherwise; `default`: a call means something else. */
  readonly how: 'added' | 'removed' | 'changed' | 'default';
  /** Of what has to be called otherwise: what is to be given now, and what can no longer be given, with its place from 0. */
  readonly demanded?: readonly string[];
  readonly gone?: readonly { readonly name: string; readonly at: number }[];
  /** Of a default: the parameter and what it was. */
  readonly parameter?: string;
  readonly was?: string;
}
