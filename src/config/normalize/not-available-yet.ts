import type { Problem } from '../../core/model/problem.ts';
import { errorAt, type Located, membersOf } from '../parse/located.ts';

const LATER_TO: readonly unknown[] = ['patch'];
const TO = 'leave it out, or write publish: {to: branch}, and open a pull request from that branch';

/** What is planned but not there yet is refused by name, not as if it were a spelling mistake. */
export function refuseWhatIsNotThere(section: Located): readonly Problem[] {
  const to = membersOf(membersOf(section).get('publish')).get('to');
  return to !== undefined && LATER_TO.includes(to.content)
    ? [errorAt(to.where, 'not-available-yet', { what: `publish.to: ${String(to.content)}`, instead: TO })]
    : [];
}
