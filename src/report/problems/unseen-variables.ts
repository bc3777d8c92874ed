import type { AnyData } from '../../core/model/problem.ts';
import { escapeText } from '../escape.ts';
import { datum, itemsOf } from './wording.ts';

/** What the log of an agent names and its agent did not see: mostly it wanted that. */
export const unseenNote = (data: AnyData): string =>
  data['unseen'] === undefined
    ? ''
    : `; its log names what it does not see of your environment: ${datum(data, 'unseen')}`;

/** How it would see that. */
export function passRemedy(data: AnyData): string {
  if (data['unseen'] === undefined) return '';
  const names = itemsOf(data, 'unseen').map((name) => escapeText(name));
  return `if it needs that: \`pass: [${names.join(', ')}]\` in \`agents.<name>\`; `;
}
