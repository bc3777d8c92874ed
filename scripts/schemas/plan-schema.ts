import * as v from 'valibot';
import { evidence, LINE_RISKS } from './evidence-schema.ts';
import {
  like,
  listOf,
  named,
  number,
  oid,
  problem,
  sourceOfTask,
  taskId,
  taskIds,
  text,
  texts,
  time,
  whole,
} from './vocabulary.ts';

// What `plan --output` writes and `plan --json` wraps (src/report/plan/plan-file.ts); tests hold real plans against it.

const oddPaths = v.optional(
  named(
    'Base64 of the bytes of each path that is not valid UTF-8; in the lists such bytes are \\udc80 to \\udcff.',
    v.record(v.string(), v.string()),
  ),
);

const command = v.union([
  v.strictObject({ argv: texts('Program and arguments.') }),
  v.strictObject({ shell: text('A line for a shell.') }),
]);

const MISSING =
  'What the nearest agent lacks, kind and name: `skill:go`, `skill@2:go` (level 2), `language:`, `path:`, `role:`, `agent:`; empty: there is no agent.';

const reason = <const K extends string, E extends v.ObjectEntries>(kind: K, entries: E) =>
  v.strictObject({ kind: named('Which reason.', v.literal(kind)), ...entries });

const risk = (description: string) => named(description, v.picklist(LINE_RISKS));

const priorityReason = named(
  'What for.',
  v.variant('kind', [
    reason('base', { of: text('The kind of task.') }),
    reason('workflow', { workflow: text('Its name.') }),
    reason('given', { file: text('The task file.') }),
    reason('not-given', {}),
    reason('surface', {
      surface: named(
        'What an attacker meets first.',
        v.picklist(['secrets', 'auth', 'crypto', 'workflow', 'submodules', 'api']),
      ),
    }),
    reason('risk', { risk: risk('What a changed line decides.') }),
    reason('unseen-bytes', {}),
    reason('said', {}),
    reason('data-migration', {}),
    reason('test-removed', {}),
    reason('much-untested', {}),
    reason('mends-fault', {}),
    reason('major-version', {}),
    reason('known-vulnerability', {}),
    reason('reported-error', {}),
    reason('older-report', {}),
    reason('only-moved', {}),
    reason('doubt', {}),
    reason('dependencies-moved', { count: whole('How many.') }),
    reason('very-large-change', {}),
    reason('risky-places', {}),
    reason('far-below-target', {}),
    reason('outdated-documents', {}),
    reason('goal-topic', { word: text('Of the goal: it names this kind of task.') }),
    reason('goal-path', { word: text('Of the goal: a file has it in its path.') }),
  ]),
);

const planReason = v.variant('kind', [
  reason('no-agents', {}),
  reason('nobody-fits', { missing: texts(MISSING) }),
  reason('asked-for', { agent: text('Its name.') }),
  reason('role-unplayed', { role: text('Its name.') }),
  reason('only-agent', { agent: text('Its name.') }),
  reason('suits-best', {
    agent: text('Its name.'),
    start: whole('The minute at which it is free.'),
    others: texts('Agents that may do it, too.'),
  }),
  reason('starts-after', {
    task: taskId('Id of a task.'),
    why: named('As in `depends_on`.', v.picklist(['needs', 'after', 'kind', 'files'])),
  }),
  reason('waits-for-claim', {
    claim: text('Its id.'),
    holder: text('Who holds it.'),
    until: time('When its lease ends.'),
  }),
  reason('all-busy', {
    ready: whole('The minute at which it could start.'),
    start: whole('The minute at which it starts.'),
  }),
]);

const asked = {
  id: taskId('Of a rule: kind and a hash of kind and files.'),
  kind: text('security-audit, code-review, test-coverage, … or a kind of the team.'),
  title: text('What to do.'),
  why: text('The most telling evidence in words; of others why it is asked for.'),
  evidence: listOf('All that made a rule speak, the most telling first.', evidence),
  origin: named('Who asked for it.', v.picklist(['rule', 'file', 'workflow'])),
  source: v.optional(sourceOfTask),
  files: texts('What it is about.'),
  files_left_out: v.optional(whole('Changed files like these that its rule passes over.')),
  path_base64: oddPaths,
  writes: texts('Paths or globs it will change; a backslash takes the magic from the next character.'),
  predicted: v.optional(texts('Of `writes`, paths that its text only mentions.')),
  reads: texts('Paths or globs it relies on.'),
  needs: taskIds('Tasks it waits for.'),
  after: taskIds('Tasks whose result it wants; they go first.'),
  skills: named('Skill to wanted level; 0: has it.', v.record(v.string(), v.number())),
  role: v.optional(text('The role it is for.')),
  priority: v.pipe(v.number(), v.minValue(0), v.maxValue(100), v.description('0 to 100.')),
  priority_sum: listOf(
    'How the priority came about.',
    v.strictObject({ reason: priorityReason, points: number('How many; below 0 for doubt.') }),
  ),
  estimate: whole('Minutes.'),
  estimate_by: named('Somebody wrote it, or it is a rule of thumb.', v.picklist(['given', 'size'])),
  target: v.optional(number('Wanted coverage in percent.')),
  retries: v.optional(whole('Further tries.')),
  timeout: v.optional(number('Minutes.')),
  command: v.optional(named("Instead of the agent's.", command)),
  acceptance: texts('When it is done.'),
  if: v.optional(text('Condition, as written.')),
  if_names: v.optional(
    named(
      'What the condition calls other tasks, where that is not by their ids.',
      v.record(v.string(), v.nullable(taskId('Id of a task; null: the plan has none for that step.'))),
    ),
  ),
  outputs: v.optional(texts('What it has to leave; an end without one of these is a failure.')),
  for_each: v.optional(
    named(
      'It stands for tasks that are not known yet: one for each item of a list that another one will leave.',
      v.strictObject({ task: taskId('Who leaves it.'), output: text('Name of the output.') }),
    ),
  ),
  item: v.optional(text("What it is for, of a workflow's for_each.")),
};

const task = v.strictObject({
  ...asked,
  members: v.optional(listOf('Of a batch: the tasks that it joins.', v.strictObject(asked))),
  agent: v.optional(text('Who does it; a role where nobody plays it; absent where nobody can.')),
  start: whole('Minutes from the start of the run.'),
  finish: whole('Minutes from the start of the run.'),
  wave: whole('Wave in CI, from 0: all tasks of a wave run at once.'),
  depends_on: listOf(
    'It starts after all of these.',
    v.strictObject({
      task: taskId('Id of a task.'),
      why: named(
        'As written, by kinds, or since both touch the same files.',
        v.picklist(['needs', 'after', 'kind', 'files']),
      ),
    }),
  ),
  waits_for: v.optional(text("A claim of somebody else's that is in its way.")),
  explain: listOf('Why this agent, and why not sooner.', planReason),
});

const table = v.variant('kind', [
  v.strictObject({
    kind: named('On the remote.', v.literal('seen')),
    name: text('Its name.'),
    at: time('When it was seen.'),
  }),
  v.strictObject({ kind: named('In this clone.', v.literal('local')), name: text('Its name.') }),
  v.strictObject({
    kind: named('Nobody looked.', v.literal('not-looked')),
    name: v.optional(text('Its name.')),
    why: text('Why not: `offline`, `late`, or a problem’s code.'),
    message: v.optional(text('The same in words.')),
  }),
]);

const conflict = v.strictObject({
  path: text('The file.'),
  path_base64: v.optional(text('Base64 of its bytes where they are not valid UTF-8.')),
  lines: v.optional(listOf('First and last line of each conflict.', v.array(v.number()))),
});

const namedBranch = {
  ref: text('Its ref.'),
  name: text('As people say it.'),
  tip: oid('Its tip.'),
  author: text('Who made its tip.'),
  at: time('When its tip was made.'),
};

const staleBranch = v.strictObject({
  ...namedBranch,
  shared_files: texts('Files of ours that it changes, too.'),
  path_base64: oddPaths,
});

const branch = v.strictObject({
  ...namedBranch,
  is_base: v.optional(named('The base’s branch itself, which this change conflicts with.', v.literal(true))),
  shared_files: texts('Files of ours that it changes, too.'),
  path_base64: oddPaths,
  conflicts: listOf('Files of ours in conflict when the base takes in both.', conflict),
  unpredicted: v.optional(named('Nobody knows whether it conflicts.', v.boolean())),
});

const claim = v.strictObject({
  claim: text('Its id.'),
  task: text('Id of its task.'),
  title: v.optional(text('What for.')),
  agent: v.optional(text('Who works under it.')),
  holder: text('Who holds it.'),
  until: time('When its lease ends.'),
  locks: texts('Names of its locks.'),
  shared_files: texts('Files of ours that it covers.'),
  path_base64: oddPaths,
});

const mergeOrder = v.strictObject({
  order: texts('Branches, ours among them.'),
  conflicts: whole('In this order.'),
  worst: whole('In the worst order.'),
});

const unseen = v.strictObject({
  remote: text('Name of the remote.'),
  names: v.optional(listOf('Their short names; absent: not known.', v.string())),
});

const presence = v.strictObject({
  table: named('The table of claims, and whether it was seen.', table),
  branches: listOf('Open branches on these files.', branch),
  stale_branches: listOf(
    'Open branches on these files that conflict with the base by themselves.',
    staleBranch,
  ),
  branches_seen: whole('Open branches that were compared.'),
  branches_left_out: whole('Older ones that were not.'),
  claims: listOf('Claims of others in force.', claim),
  merge_order: v.optional(named('The merge order with the fewest conflicts.', mergeOrder)),
  branches_unseen: v.optional(named('Branches of the remote that are not in this clone.', unseen)),
  committed_only: v.optional(
    named('Uncommitted changes are too many or too large: conflicts are those of commits.', v.literal(true)),
  ),
});

const silenced = v.strictObject({
  dismissed: listOf(
    'Dismissed, and resting on nothing new since.',
    v.strictObject({
      id: taskId('Its id.'),
      kind: text('Its kind.'),
      title: text('What it would have been.'),
      by: text('Who dismissed it.'),
      at: text('When, as an ISO time.'),
      reason: v.optional(text('Why.')),
    }),
  ),
  ignored: listOf(
    'Of kinds that a commit message of the change asks to ignore.',
    v.strictObject({
      id: taskId('Its id.'),
      kind: text('Its kind.'),
      commit: text('The commit whose message says so.'),
    }),
  ),
});

export const planSchema = v.strictObject({
  version: named('Of this format.', v.literal(1)),
  run: text('Name of the run: target and eight hex digits.'),
  target: text('The branch a run works for.'),
  base: oid('The commit that the change is measured against.'),
  head: oid('The commit that was planned for.'),
  inputs_digest: like('SHA-256 over everything the plan was made from.', /^[0-9a-f]{64}$/),
  as_of: time('The state that was planned for.'),
  tasks: listOf('In the order in which they are named to people.', task),
  agents: listOf(
    'Who has how much to do.',
    v.strictObject({ id: text('Name of the agent.'), load: whole('Minutes of work.') }),
  ),
  makespan: whole('Minutes from start to end.'),
  lower_bound: whole('No plan for these tasks and agents can be shorter.'),
  critical_path: taskIds('The chain that takes longest.'),
  unassigned: listOf(
    'Tasks that nobody can do.',
    v.strictObject({
      task: taskId('Id of a task.'),
      missing: texts(MISSING),
    }),
  ),
  left_out: listOf(
    'Derived tasks beyond limits.tasks.',
    v.strictObject({ id: taskId('Its id.'), kind: text('Its kind.'), why: text('The evidence.') }),
  ),
  silenced: named('Derived tasks that people do not want to hear of.', silenced),
  presence: named('Who else is on these files.', presence),
  notices: listOf('What a person should know.', problem),
  state: v.optional(
    named(
      'What conditions ask of the project, as it was when the plan was made; null: not known.',
      v.strictObject({
        coverage: v.optional(named('Coverage of the changed lines, in percent.', v.nullable(v.number()))),
        changed_files: v.optional(texts('Paths of the change.')),
        changed_count: v.optional(whole('How many these are.')),
        findings: v.optional(named('Reported findings in changed files.', v.nullable(v.number()))),
        branch: v.optional(text('The branch that is planned for.')),
        goal: v.optional(named('The sprint goal.', v.nullable(v.string()))),
      }),
    ),
  ),
});
