import type { ProjectState } from '../model/project-state.ts';
import { changedPaths } from './changed-paths.ts';
import { isExposed } from './rules/security-audit.ts';

/** Whether a rule may want an audit of the change, as long as nothing is known of earlier ones. */
export const mayNeedAudit = (state: Pick<ProjectState, 'changes' | 'lines'>): boolean =>
  changedPaths(state).some(
    (path) => path.classes.has('manifest') || path.classes.has('lock-file') || isExposed(path),
  );
