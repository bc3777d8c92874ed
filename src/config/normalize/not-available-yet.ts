import type { Problem } from '../../core/model/problem.ts';
import { errorAt, isTable, type Located, membersOf } from '../parse/located.ts';

const LATER_EACH: readonly unknown[] = ['package', 'item'];
const EACH = 'use for_each: file or for_each: directory, or plain steps';

const LATER_TO: readonly unknown[] = ['pull-request', 'head', 'patch'];
const TO = 'leave it out, or write publish: {to: branch}; open a pull request from that branch';

/** What is planned but not there yet is refused by name, not as if it were a spelling mistake. */
export function refuseWhatIsNotThere(section: Located): readonly Problem[] {
  const to = membersOf(membersOf(section).get('publish')).get('to');
  const workflows = [...membersOf(membersOf(section).get('workflows')).values()];
  const elsewhere =
    to !== undefined && LATER_TO.includes(to.content)
      ? [errorAt(to.where, 'not-available-yet', { what: `publish.to: ${String(to.content)}`, instead: TO })]
      : [];
  const later = workflows
    .filter(({ content }) => isTable(content))
    .flatMap((workflow) => {
      const members = membersOf(workflow);
      const batch = members.get('batch');
      const each = members.get('for_each');
      const later = each !== undefined && LATER_EACH.includes(each.content) ? each : undefined;
      return [
        ...(batch === undefined
          ? []
          : [errorAt(batch.where, 'not-available-yet', { what: 'batch', instead: EACH })]),
        ...(later === undefined
          ? []
          : [
              errorAt(later.where, 'not-available-yet', {
                what: `for_each: ${String(later.content)}`,
                instead: EACH,
              }),
            ]),
      ];
    });
  return [...elsewhere, ...later];
}
