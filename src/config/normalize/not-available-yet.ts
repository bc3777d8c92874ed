import type { Problem } from '../../core/model/problem.ts';
import { errorAt, isTable, type Located, membersOf } from '../parse/located.ts';

const LATER_EACH: readonly unknown[] = ['package', 'item'];

/** Workflows that are planned but not there yet are refused by name, not as if they were spelling mistakes. */
export function refuseWhatIsNotThere(section: Located): readonly Problem[] {
  const workflows = [...membersOf(membersOf(section).get('workflows')).values()];
  return workflows
    .filter(({ content }) => isTable(content))
    .flatMap((workflow) => {
      const members = membersOf(workflow);
      const batch = members.get('batch');
      const each = members.get('for_each');
      const later = each !== undefined && LATER_EACH.includes(each.content) ? each : undefined;
      return [
        ...(batch === undefined ? [] : [errorAt(batch.where, 'not-available-yet', { what: 'batch' })]),
        ...(later === undefined
          ? []
          : [errorAt(later.where, 'not-available-yet', { what: `for_each: ${String(later.content)}` })]),
      ];
    });
}
