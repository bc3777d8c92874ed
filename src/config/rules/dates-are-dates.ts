import { AUDIT_KINDS } from '../../core/analyse/silence/known-audits.ts';
import { parseDate } from '../parse/date.ts';
import { errorAt } from '../parse/located.ts';
import { type ConfigRule, whereOf } from './rule.ts';

/** When an audit was, is a day of the calendar. */
export const datesAreDates: ConfigRule = (context) =>
  AUDIT_KINDS.flatMap((kind) => {
    const value = context.input.audits[kind];
    if (value === undefined || parseDate(value) !== undefined) return [];
    return [errorAt(whereOf(context, 'audits', kind), 'bad-date', { value })];
  });
