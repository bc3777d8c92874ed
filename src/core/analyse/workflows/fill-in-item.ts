import type { WorkflowStep } from '../../model/workflow-settings.ts';
import { fillInGlob, ITEM } from '../../paths/fill-in-item.ts';

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
