import { count } from '../count.ts';

/** What of somebody's work is not part of a plan; '' where all is committed. `undefined`: it took too long to count. */
export function uncommittedLine(files: number | undefined): string {
  if (files === undefined) return 'uncommitted changes were not looked at: git needed too long to list them';
  if (files === 0) return '';
  return `${count(files, 'uncommitted file')} ${files === 1 ? 'is' : 'are'} looked at, not planned: commit ${files === 1 ? 'it' : 'them'}`;
}
