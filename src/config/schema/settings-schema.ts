import * as v from 'valibot';
import { DEFAULTS, MERGEABLE } from '../normalize/defaults.ts';
import { agent } from './agent-schema.ts';
import {
  amount,
  command,
  commentMode,
  duration,
  globs,
  key,
  keyWithDefault,
  kindName,
  name,
  oneOrMore,
  priority,
  skills,
  table,
  tableOf,
  taskName,
  text,
  wholeNumber,
} from './schema-parts.ts';
import { audits, signals } from './signals-schema.ts';
import { batch, workflow } from './workflow-schema.ts';

const role = table({
  title: key(text(), 'What people call it.'),
  skills: key(skills, 'Skills that its tasks need.'),
  languages: keyWithDefault(v.array(text(64)), [], 'Languages that its tasks need.'),
  agents: keyWithDefault(v.array(name), [], 'Agents that play it, best first. Without: whoever fits.'),
});

const rule = table({
  enabled: keyWithDefault(v.boolean(), true, 'false switches it off; so does `<kind>: off`.'),
  paths: keyWithDefault(globs, [], 'Globs of what it looks at; a rule of your own needs them.'),
  ignore: keyWithDefault(globs, [], 'Globs of paths it leaves alone.'),
  languages: keyWithDefault(v.array(text(64)), [], 'Of a rule of your own: only files of these languages.'),
  lines: key(
    text(1000),
    'Of a rule of your own: a pattern (RE2: no lookaround, no backreference) that an added line has to match.',
  ),
  title: key(text(), 'What to do.'),
  why: key(text(), 'Why it is asked for.'),
  priority: key(priority, '0 to 100, or high, medium, low.'),
  estimate: key(amount(1, 10_000), 'Minutes.'),
  skills: key(skills, 'Skills that the task needs.'),
  role: key(name, 'Role that does it.'),
  writes: key(globs, 'Paths or globs it will change. Without: the files it is about; [] for none.'),
});

const limits = table({
  agents: keyWithDefault(wholeNumber(1, 256), DEFAULTS.agents, 'Agents at work at the same time.'),
  tasks: keyWithDefault(wholeNumber(1, 1000), DEFAULTS.tasks, 'Tasks that rules may add to a plan.'),
  minutes: keyWithDefault(amount(1, 100_000), DEFAULTS.minutes, 'Agent-minutes of one run.'),
  usd: key(amount(0.01, 1_000_000), 'US dollars of one run, as agents report them. Without: no limit.'),
  jobs_per_day: keyWithDefault(
    wholeNumber(1, 10_000),
    DEFAULTS.jobsPerDay,
    'Jobs of agents in CI for one branch in 24 hours.',
  ),
  pushes_per_minute: key(wholeNumber(1, 1000), 'Pushes a minute. Without: counted and shown, not limited.'),
});

const claims = table({
  mode: keyWithDefault(
    v.picklist(['enforce', 'warn', 'off']),
    DEFAULTS.mode,
    'enforce: what another holds is not touched; warn: it is said; off: no claims.',
  ),
  mergeable: keyWithDefault(
    globs,
    [...MERGEABLE],
    'Globs of paths that are merged instead of locked, besides the defaults. `!` before a default takes it out, `!**` all.',
  ),
  ignore: keyWithDefault(globs, [], 'Globs of paths of no interest.'),
  lease: keyWithDefault(duration, `${DEFAULTS.leaseMinutes}m`, 'How long a claim holds without a renewal.'),
  max_refs: keyWithDefault(
    wholeNumber(1, 1000),
    DEFAULTS.maxRefs,
    'More locks than this become directories.',
  ),
  max_agents_per_file: keyWithDefault(
    wholeNumber(1, 100),
    DEFAULTS.maxAgentsPerFile,
    'Above 1 files are merged, with at most this many agents on one.',
  ),
  regenerate: key(tableOf(text(), command), 'Glob → command that makes a mergeable file anew.'),
});

const publish = table({
  to: keyWithDefault(
    v.picklist(['branch', 'pull-request', 'head', 'patch']),
    DEFAULTS.publishTo,
    'Where results go: a branch of their own, a pull request, your branch, or a patch file.',
  ),
  branch: key(text(200), 'Name of the result branch. Default: agentic/<target>.'),
  every: keyWithDefault(v.picklist(['run', 'task']), DEFAULTS.publishEvery, 'When the branch moves.'),
});

/** The file as people write it, aliases already resolved. One source of validation, types, JSON Schema and README. */
export const settingsSchema = table({
  agents: key(v.union([v.array(name), tableOf(name, agent)]), 'Agents by name, or a plain list of names.'),
  roles: key(tableOf(name, role), 'Roles by name. AgenticScrum names (saa, qaa, deva_python, …) are known.'),
  verify: key(command, 'Test command; combined work that fails it is not published.'),
  setup: key(command, 'Prepares a fresh worktree, for example npm ci.'),
  link: keyWithDefault(v.array(text()), [], 'Paths of your checkout that a worktree gets as links.'),
  worktrees: key(text(), 'Folder for worktrees. Default: your cache folder.'),
  timeout: keyWithDefault(
    duration,
    `${DEFAULTS.timeoutMinutes}m`,
    'Time limit of one task, for agents without their own.',
  ),
  retries: keyWithDefault(
    wholeNumber(0, 10),
    DEFAULTS.retries,
    'Further tries of a task, for agents without their own.',
  ),
  limits: keyWithDefault(limits, {}, 'What a run may use.'),
  claims: keyWithDefault(claims, {}, 'What is locked, and for how long.'),
  publish: keyWithDefault(publish, {}, 'Where results go.'),
  comment: keyWithDefault(commentMode, DEFAULTS.comment, 'The Action’s comment: with news, always, never.'),
  labels: keyWithDefault(v.boolean(), DEFAULTS.labels, 'The Action’s `agentic:` labels on a pull request.'),
  rules: keyWithDefault(
    tableOf(kindName, v.union([v.boolean(), v.picklist(['off', 'on']), rule])),
    {},
    'Built-in rules tuned, and your own.',
  ),
  workflows: keyWithDefault(tableOf(taskName, workflow), {}, 'Steps that every change goes through.'),
  batch: key(batch, 'Joins similar tasks of rules and of a task file into one piece of work.'),
  goal: key(text(), 'The sprint goal; tasks that serve it come first.'),
  escalate_to: key(oneOrMore, 'Who is mentioned, once, where something on a pull request needs a person.'),
  remote: key(v.pipe(v.string(), v.regex(/^[^\s-]\S*$/, 'bad-name remote')), 'Remote that holds the claims.'),
  coverage: keyWithDefault(
    amount(0, 100),
    DEFAULTS.coverage,
    'Minimum coverage of changed lines, in percent.',
  ),
  audits: keyWithDefault(
    audits,
    {},
    'When the whole project was last audited; what changed before is not asked about.',
  ),
  signals: keyWithDefault(
    signals,
    {},
    'Where reports of tools lie: a path, a folder, globs; off: none of that kind is read.',
  ),
});

export type SettingsInput = v.InferOutput<typeof settingsSchema>;
export type AgentInput = v.InferOutput<typeof agent>;
export type CommandValue = v.InferOutput<typeof command>;
export type SkillsInput = v.InferOutput<typeof skills>;
