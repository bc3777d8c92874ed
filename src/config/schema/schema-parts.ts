import * as v from 'valibot';

// The bricks of our schemas. A message of valibot is never shown: it names the problem's code and its data, separated
// by spaces, and `issue-to-problem.ts` reads it.

/** A table that refuses other keys than its own, all of them, each with the nearest of ours as a suggestion. */
export const table = <const Entries extends v.ObjectEntries>(entries: Entries) =>
  refusingLists(v.objectWithRest(entries, v.never(`unknown-key ${Object.keys(entries).join(' ')}`)));

/** A table whose keys the file chooses. */
export const tableOf = <
  const Key extends v.GenericSchema<string, string>,
  const Value extends v.GenericSchema,
>(
  keys: Key,
  values: Value,
) => refusingLists(v.record(keys, values));

/** To valibot a list is an object as well, with the keys 0, 1, 2. */
function refusingLists<const Schema extends v.GenericSchema>(schema: Schema): Schema {
  return {
    ...schema,
    '~run'(dataset, config) {
      if (!Array.isArray(dataset.value)) return schema['~run'](dataset, config);
      v._addIssue(this, 'type', dataset, config);
      return dataset as unknown as v.OutputDataset<v.InferOutput<Schema>, v.InferIssue<Schema>>;
    },
  };
}

/** One optional key with its description; `fallback` is its default. */
export function key<const Schema extends v.GenericSchema>(schema: Schema, description: string) {
  return v.optional(v.pipe(schema, v.description(description)));
}

export function keyWithDefault<
  const Schema extends v.GenericSchema,
  const Default extends v.InferInput<Schema>,
>(schema: Schema, fallback: Default, description: string) {
  return v.optional(v.pipe(schema, v.description(description)), fallback);
}

export const text = (max = 1000) =>
  v.pipe(v.string(), v.nonEmpty('empty-value'), v.maxLength(max, `too-long ${max}`));

export const wholeNumber = (min: number, max: number) =>
  v.pipe(
    v.number(),
    v.integer('whole-number'),
    v.minValue(min, `out-of-range ${min} ${max}`),
    v.maxValue(max, `out-of-range ${min} ${max}`),
  );

export const amount = (min: number, max: number) =>
  v.pipe(
    v.number(),
    v.minValue(min, `out-of-range ${min} ${max}`),
    v.maxValue(max, `out-of-range ${min} ${max}`),
  );

/** Names of agents, roles and rules. */
export const name = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, 'bad-name name'));

/** Ids of tasks, and what becomes part of one. */
export const taskName = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'bad-name id'));

/** What a task leaves for others, by names that may stand in a condition. */
export const outputs = v.pipe(
  v.array(v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9_-]{0,99}$/, 'bad-name output'))),
  v.maxLength(20, 'too-many 20'),
);

export const kindName = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'bad-name kind'));

/** Minutes as a number, or `90s`, `30m`, `2h`, `1d`. */
export const duration = v.union([
  v.number(),
  v.pipe(v.string(), v.regex(/^\d+(\.\d+)? ?(s|m|min|h|d)$/, 'bad-duration')),
]);

const words = v.pipe(v.array(text(4096)), v.minLength(1, 'empty-value'));

/** argv as a list, or a string that is split at spaces, without a shell. */
export const commandWords = v.union([text(4096), words]);

/** A command of its own key; `shell: true` hands the string to a shell. */
export const command = v.union([
  text(4096),
  words,
  table({
    command: v.pipe(commandWords, v.description('Words of the command, as a list or as one string.')),
    shell: keyWithDefault(v.boolean(), false, 'Hand the string to a shell.'),
  }),
]);

/** A value that is one of several words, or of another shape; `shapes` are shown beside the words. */
export const wordOr = <const Words extends readonly string[], const Other extends v.GenericSchema>(
  words: Words,
  other: Other,
  shapes: string,
) => v.union([v.picklist(words), other], `one-of ${[...words, shapes].join('|')}`);

export const globs = v.array(text());
export const oneOrMore = v.union([text(), v.array(text())]);

/** `[python]`, or `{python: 2}` with levels. */
export const skills = v.union([v.array(text(64)), tableOf(text(64), amount(0, 100))]);

export const priority = v.union([amount(0, 100), v.picklist(['high', 'medium', 'low'])]);

/** Where there is something to say, on each pull request, on none. */
export const commentMode = v.picklist(['auto', 'always', 'never']);
