import type { Change } from '../../src/core/model/change.ts';
import type { RepoPath } from '../../src/core/model/ids.ts';
import type { ProjectState } from '../../src/core/model/project-state.ts';

/** A changed file; what a test is about is given. */
export const changeOf = (path: string, given: Partial<Omit<Change, 'path'>> = {}): Change => ({
  kind: 'modified',
  oldMode: '100644',
  newMode: '100644',
  added: 10,
  deleted: 0,
  ...given,
  path: path as RepoPath,
});

export const stateOf = (
  changes: readonly (string | Change)[],
  given: Partial<Omit<ProjectState, 'changes'>> = {},
): ProjectState => ({
  known: 'lines',
  audits: { paths: [] },
  coverageTarget: 85,
  mentions: [],
  surface: [],
  ...given,
  changes: changes.map((change) => (typeof change === 'string' ? changeOf(change) : change)),
});
