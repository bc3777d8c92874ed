import * as v from 'valibot';
import { MOST_CHAINS } from '../../core/analyse/workflows/limits.ts';
import { DEFAULTS } from '../normalize/defaults.ts';
import {
  amount,
  globs,
  key,
  keyWithDefault,
  kindName,
  name,
  oneOrMore,
  outputs,
  priority,
  skills,
  table,
  taskName,
  text,
  wholeNumber,
  wordOr,
} from './schema-parts.ts';

/** `needs.list.outputs.items` */
export const ITEMS_OF_STEP = /^needs\.([a-z0-9][a-z0-9_-]{0,63})\.outputs\.([A-Za-z][A-Za-z0-9_-]{0,99})$/;

const step = table({
  task: v.pipe(taskName, v.description('Name of the step, unique within its workflow.')),
  kind: key(kindName, 'Kind of task. Default: the name of the step.'),
  title: key(text(), 'What to do.'),
  agent: key(name, 'Agent or role that does it.'),
  role: key(name, 'Role that does it.'),
  depends_on: key(oneOrMore, 'Steps that go first.'),
  if: key(text(), 'Condition.'),
  outputs: key(
    outputs,
    'What it has to leave for others, by name; an end without one of these is a failure.',
  ),
  skills: key(skills, 'Skills that it needs.'),
  priority: key(priority, '0 to 100, or high, medium, low.'),
  estimate: key(amount(1, 10_000), 'Minutes.'),
  paths: keyWithDefault(globs, [], 'Globs: only these of the changed files.'),
  writes: key(globs, 'Paths or globs it will change. Without: the files it is about; [] for none.'),
  reads: keyWithDefault(globs, [], 'Paths or globs it relies on.'),
});

const steps = v.pipe(
  v.array(step),
  v.minLength(1, 'empty-value'),
  v.description('Steps; each starts when those in its depends_on are done.'),
);

const item = table({
  item: v.pipe(
    v.union([
      v.pipe(
        v.array(text(200)),
        v.minLength(1, 'empty-value'),
        v.maxLength(MOST_CHAINS, `too-many ${MOST_CHAINS}`),
      ),
      v.pipe(v.string(), v.regex(ITEMS_OF_STEP, 'bad-name items')),
    ]),
    v.description(
      'Names, or needs.<step>.outputs.<name>: the list that a step leaves; {item} stands for each in title, paths, writes and reads of a step.',
    ),
  ),
});
const forEach = wordOr(['file', 'directory', 'package'], item, '{item: [first, second]}');

export const batch = table({
  by: v.pipe(
    v.picklist(['kind', 'directory', 'agent']),
    v.description('What they have in common: kind, directory of their files, agent asked for.'),
  ),
  max_files: keyWithDefault(wholeNumber(1, 1000), DEFAULTS.batchFiles, 'Files of one batch.'),
});

export const workflow = v.union([
  steps,
  table({
    if: key(text(), 'Condition of the whole workflow.'),
    for_each: key(
      forEach,
      'A chain of steps for each changed file, its directory or its package, or for each item of a list. Without: one chain.',
    ),
    batch: key(batch, 'Joins its similar tasks.'),
    steps,
  }),
]);

export type WorkflowInput = v.InferOutput<typeof workflow>;
export type ForEachInput = v.InferOutput<typeof forEach>;
export type BatchInput = v.InferOutput<typeof batch>;
export type StepInput = v.InferOutput<typeof step>;
