import * as v from 'valibot';
import { PRESET_NAMES } from '../../core/agents/presets.ts';
import { isOurs } from '../../core/run/private-variables.ts';
import { DEFAULTS } from '../normalize/defaults.ts';
import {
  commandWords,
  duration,
  globs,
  key,
  keyWithDefault,
  skills,
  table,
  tableOf,
  text,
  wholeNumber,
} from './schema-parts.ts';

const scalarText = v.union([v.string(), v.number(), v.boolean()]);
const variable = v.pipe(v.string(), v.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'bad-name variable'));

// It stands behind a flag: what begins with a dash would be another one.
const modelName = v.pipe(v.string(), v.regex(/^[^\s\p{Cc}-][^\s\p{Cc}]{0,199}$/u, 'bad-name model'));

// What is ours, of an outer run or of the repository that we stand in, is passed to nobody.
const passed = v.pipe(
  v.string(),
  v.regex(/^([A-Za-z_][A-Za-z0-9_]*\*?|\*)$/, 'bad-name pass'),
  v.check((name) => !isOurs(name.replace(/\*$/, '')), 'bad-name passed'),
);

/** One agent, as a team writes it. */
export const agent = table({
  preset: key(
    v.picklist(PRESET_NAMES),
    'Command line of a well-known agent; the default for an agent of that name.',
  ),
  command: key(
    commandWords,
    'How it is started: argv, or a string that is split without a shell. {prompt_file} and {prompt} in it stand for the prompt’s file and text, {program} for agentic-plan as the prompt calls it, {model} for `model`; {{…}} stands for {…}.',
  ),
  shell: keyWithDefault(v.boolean(), false, 'Hand the command, a string, to a shell.'),
  args: keyWithDefault(
    v.array(text(4096)),
    [],
    'Words added to its command line, with the same placeholders.',
  ),
  model: key(modelName, 'The model that it works with, as its own command line names it.'),
  prompt: key(
    text(4096),
    'Path of a file in the repository, at most 32,000 bytes, whose text is added to each of its prompts.',
  ),
  skills: key(skills, 'What it is good at: a list, or names with levels. Without: everything.'),
  languages: keyWithDefault(v.array(text(64)), [], 'Languages it takes tasks in. Without: all.'),
  paths: keyWithDefault(globs, [], 'Globs of the paths it may change. Without: all.'),
  at_once: keyWithDefault(wholeNumber(1, 256), DEFAULTS.atOnce, 'Tasks at the same time.'),
  timeout: key(duration, 'Time limit of one task: minutes, or 90s, 30m, 2h.'),
  retries: key(wholeNumber(0, 10), 'Further tries after a failure that may pass.'),
  env: key(tableOf(variable, scalarText), 'Environment variables, taken literally.'),
  pass: keyWithDefault(
    v.array(passed),
    [],
    'More variables of yours that it sees, by name: [NAME, "AWS_*"]. "*" is all but what logs in to git, to a forge or to the machine of a CI job: each of these by its whole name.',
  ),
});
