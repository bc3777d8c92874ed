import * as v from 'valibot';
import {
  amount,
  commandWords,
  duration,
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
} from './schema-parts.ts';

const paths = v.union([text(4096), v.array(text(4096))]);
const estimate = v.union([
  amount(1, 10_000),
  v.pipe(v.string(), v.regex(/^\d+(\.\d+)? ?(s|m|min|h|d)$/, 'bad-duration')),
]);

const task = table({
  id: v.pipe(taskName, v.description('Name of the task, unique in the file.')),
  kind: keyWithDefault(
    kindName,
    'task',
    'security-audit, code-review, test-coverage, … or a kind of your own.',
  ),
  title: key(text(), 'What to do.'),
  why: key(text(4096), 'Why it is asked for, and the evidence.'),
  files: keyWithDefault(
    paths,
    [],
    'What it is about, one path or a list. Without `writes` also what it changes.',
  ),
  writes: key(paths, 'Paths or globs it will change, one or a list; directories end in /.'),
  creates: keyWithDefault(paths, [], 'Paths it will make, one or a list; it writes them, too.'),
  reads: keyWithDefault(paths, [], 'Paths or globs it relies on.'),
  needs: key(oneOrMore, 'Ids of tasks that it waits for.'),
  after: key(oneOrMore, 'Ids of tasks whose result it wants if they are in the plan.'),
  skills: key(skills, 'Skills it needs: a list, or names with levels.'),
  role: key(name, 'Role that does it.'),
  agent: key(name, 'Agent that does it.'),
  priority: key(priority, '0 to 100, or high, medium, low. Without: medium.'),
  estimate: key(estimate, 'Minutes as a number, or 30m, 2h. Without: by kind.'),
  if: key(text(), 'Condition. Without: always.'),
  outputs: key(
    outputs,
    'What it has to leave for others, by name; an end without one of these is a failure.',
  ),
  retries: key(wholeNumber(0, 10), "Further tries, instead of the agent's."),
  timeout: key(duration, "Time limit, instead of the agent's: minutes, or 90s, 30m, 2h."),
  command: key(commandWords, "Command instead of the agent's."),
  shell: keyWithDefault(v.boolean(), false, 'Hand the command, a string, to a shell.'),
  acceptance: key(oneOrMore, 'What must be true when it is done.'),
  target: key(amount(0, 100), 'Wanted coverage in percent, of a test-coverage task.'),
});

/** A task file, aliases already resolved. */
export const taskFileSchema = table({
  version: keyWithDefault(v.literal(1), 1, 'Version of the format.'),
  tasks: v.pipe(v.array(task), v.description('The tasks, in any order.')),
});

export type TaskInput = v.InferOutput<typeof task>;
