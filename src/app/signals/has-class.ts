import type { Change } from '../../core/model/change.ts';
import { classifyPath, type PathClass } from '../../core/paths/classify-path.ts';

export const hasClass = ({ path }: Change, ...wanted: readonly PathClass[]): boolean => {
  const classes = classifyPath(path);
  return wanted.some((name) => classes.has(name));
};

/** Code of the product that is still there. */
export const isPresentCode = (change: Change): boolean =>
  change.kind !== 'deleted' && hasClass(change, 'source');
