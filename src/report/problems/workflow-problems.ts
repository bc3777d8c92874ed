import type { Catalogue } from './entry.ts';
import { note, usage } from './entry.ts';
import { datum } from './wording.ts';

/** Lists of items, and what workflows make of a change. */
export const WORKFLOW_PROBLEMS: Catalogue<'too-many-items' | 'workflow-not-expanded'> = {
  'too-many-items': usage((data) => ({
    what: `${datum(data, 'count')} items where at most ${datum(data, 'max')} are possible`,
    remedy: 'write fewer, or make several workflows',
  })),
  'workflow-not-expanded': note((data) => ({
    what: `workflow ${datum(data, 'workflow')} is left out of this plan: its steps would be done for ${datum(data, 'count')} of \`for_each: ${datum(data, 'each')}\`, at most ${datum(data, 'max')} are possible`,
    remedy: 'write `for_each: directory` or `package`, or leave `for_each` out',
  })),
};
