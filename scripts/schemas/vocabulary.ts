import * as v from 'valibot';
import { BACKLOG_FORMATS } from '../../src/core/model/task-source.ts';

// Parts of the schemas of what we write; each says what it is for.

export const named = <T extends v.GenericSchema>(description: string, schema: T) =>
  v.pipe(schema, v.description(description));
export const text = (description: string) => named(description, v.string());
export const texts = (description: string) => named(description, v.array(v.string()));
export const number = (description: string) => named(description, v.number());
export const whole = (description: string) =>
  v.pipe(v.number(), v.integer(), v.minValue(0), v.description(description));
export const like = (description: string, pattern: RegExp) =>
  v.pipe(v.string(), v.regex(pattern), v.description(description));
export const oid = (description: string) => like(description, /^([0-9a-f]{40}|[0-9a-f]{64})$/);
export const taskId = (description: string) => like(description, /^[a-z0-9][a-z0-9_-]{0,63}$/);
export const taskIds = (description: string) => named(description, v.array(taskId('Id of a task.')));
export const time = (description: string) => like(description, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
export const listOf = <T extends v.GenericSchema>(description: string, item: T) =>
  named(description, v.array(item));

const place = v.strictObject({
  file: text('The file.'),
  line: v.optional(number('From 1.')),
  column: v.optional(number('From 1.')),
  key: v.optional(text('Dotted.')),
});

export const problem = v.strictObject({
  code: text('Stable; docs/problems.md lists them.'),
  severity: named('A warning ends no command.', v.picklist(['error', 'warning'])),
  message: text('What happened, for people.'),
  remedy: text('What helps.'),
  lines: v.optional(texts('What a command of the team printed last, escaped for people.')),
  where: v.optional(named('The place.', place)),
});

/** Of a task that `--tasks` took from a backlog. */
export const sourceOfTask = named(
  'Where it stands in a backlog of another tool.',
  v.strictObject({
    format: named('Whose backlog it is.', v.picklist(BACKLOG_FORMATS)),
    name: text('As the backlog calls it.'),
    file: text('The file.'),
    line: v.optional(whole('Where in it.')),
  }),
);
