import type { WallTime } from './time.ts';

/** What the rules may look at beyond the changed paths; each is read by one signal (`app/signals/`) and may be absent. */
export type SignalName =
  | 'lines'
  | 'messages'
  | 'surface'
  | 'mentions'
  | 'tests'
  | 'coverage'
  | 'dependencies'
  | 'advisories'
  | 'findings'
  | 'failing-tests'
  | 'audits'
  | 'conflicts'
  | 'line-patterns'
  | 'packages';

/** Provenance: what a signal was read from. */
export interface SignalSource {
  readonly signal: SignalName;
  /** A file or a commit, as people say it. */
  readonly source: string;
  readonly at?: WallTime;
}
