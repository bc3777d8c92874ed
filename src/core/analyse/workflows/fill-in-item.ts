import type { WorkflowStep } from '../../model/workflow-settings.ts';
import { literalPattern } from '../../paths/match-paths.ts';

/** Stands in a step's title and globs for what its chain is for. */
export const ITEM = '{item}';

/** A step as it is for one item. In a glob the item is a name, whatever characters it has. */
export function fillInItem(step: WorkflowStep, item: string): WorkflowStep {
  const globs = (written: readonly string[]) => written.map((glob) => fillInGlob(glob, item));
  return {
    ...step,
    ...(step.title === undefined ? {} : { title: step.title.replaceAll(ITEM, () => item || '.') }),
    paths: globs(step.paths),
    reads: globs(step.reads),
    ...(step.writes === undefined ? {} : { writes: globs(step.writes) }),
  };
}

/** The root is no component of a path. */
export const fillInGlob = (glob: string, item: string): string =>
  item === ''
    ? glob.replaceAll(`${ITEM}/`, '').replaceAll(ITEM, '**')
    : glob.replaceAll(ITEM, () => literalPattern(item));
