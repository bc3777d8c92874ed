import * as v from 'valibot';
import {
  like,
  listOf,
  named,
  number,
  problem,
  sourceOfTask,
  text,
  texts,
  time,
  whole,
} from './vocabulary.ts';

// What `run`, `claim`, `release`, `status`, `check` and `doctor` print with --json (src/report/claim, src/report/doctor). The
// tests of the program hold every answer of theirs against these.

const orNull = <T extends v.GenericSchema>(description: string, schema: T) =>
  named(description, v.nullable(schema));
const flag = (description: string) => named(description, v.boolean());
const nothing = v.pipe(v.array(v.string()), v.maxLength(0), v.description('Nothing.'));
const claimId = like('c- and 12 hex digits.', /^c-[0-9a-f]{12}$/);

const step = v.strictObject({
  do: text('What for.'),
  run: texts('Program and arguments, as they work in the folder where it was asked.'),
  stdin_base64: v.optional(
    text('What it is to read from standard input: paths that no command line can hold.'),
  ),
});

/** What every answer begins and ends with. */
const answer = <Outcome extends string, Entries extends v.ObjectEntries>(
  command: string,
  outcomes: readonly [Outcome, ...Outcome[]],
  entries: Entries,
) =>
  v.strictObject({
    version: named('Of this form.', v.literal(1)),
    command: named('Who answers.', v.literal(command)),
    outcome: named('How it ended.', v.picklist(outcomes)),
    changed: orNull('Whether anything was changed; null: it is not known yet.', v.boolean()),
    ...entries,
    next: listOf('What one can do now.', step),
    problems: listOf('Everything that went wrong.', problem),
  });

/** Ended before there was anything to tell: usage, settings, network; `held`: the task is somebody else's. */
const refused = (command: string) => answer(command, ['failed', 'held'], {});

const claim = {
  id: claimId,
  run: text('`hand` without a plan.'),
  task: text('Id of its task.'),
  title: orNull('In words.', v.string()),
  agent: orNull('Who works under it.', v.string()),
  paths: texts('Paths and folders that it holds.'),
  until: time('When its lease ends, unless it is renewed.'),
  lease_s: number('Seconds from a renewal to the end.'),
  left_s: whole('Seconds until then.'),
};
const holder = text('The person and the branch (or folder) that it works on, or a CI run.');
const table = text(
  'The remote whose refs hold the claims, without credentials; `local`: this clone has none.',
);

const held = v.strictObject({
  path: text('What is held, which may lie above or below what was asked for.'),
  claim: orNull('Whose.', claimId),
  task: orNull('For what.', v.string()),
  title: orNull('In words.', v.string()),
  agent: v.optional(orNull('Who works under it.', v.string())),
  holder,
  since: orNull('UTC.', v.string()),
  until: orNull('UTC; unless it is renewed.', v.string()),
  free_in_s: orNull('Seconds until then.', v.number()),
  mine: v.optional(named('A claim of whoever asks, for another task.', v.literal(true))),
  note: v.optional(
    named(
      'newer: written by a newer version; landing: seen in part; unreadable, forged: a person must look.',
      v.picklist(['newer', 'landing', 'unreadable', 'forged']),
    ),
  ),
});

const claimSchema = v.union([
  answer('claim', ['claimed'], {
    how: named('What it was.', v.picklist(['new', 'renewed', 'widened', 'replaced'])),
    table,
    pushes: whole('How many it took.'),
    claim: named('What is held now.', v.strictObject(claim)),
    held: nothing,
    free: nothing,
  }),
  answer('claim', ['claimed'], {
    how: named('By the wrapper of whoever asks.', v.literal('widened')),
    claim: named(
      'What the wrapper holds now.',
      v.strictObject({
        id: claimId,
        paths: texts('All of it.'),
        until: named('As long as the command runs.', v.null()),
      }),
    ),
    held: nothing,
    free: nothing,
  }),
  answer('claim', ['held'], {
    asked: texts('What was asked for.'),
    held: listOf('What of it others hold, 20 at most.', held),
    more: v.optional(whole('Further ones.')),
    free: texts('The rest of what was asked for.'),
    never: texts('What not to do now.'),
  }),
  refused('claim'),
]);

const given = v.strictObject({ id: claimId, task: text('Its task.'), paths: texts('What it held.') });
const givenBack = v.strictObject({
  ...given.entries,
  still: v.optional(texts('What it goes on holding, where only a part was given back.')),
});

const releaseSchema = v.union([
  answer('release', ['released'], {
    table,
    released: listOf('Claims that have ended, or of which a part was given back.', givenBack),
    over: listOf('Claims that were over already, of which nothing was left to give back.', given),
    locks: texts('Locks of nobody readable that a person had deleted.'),
  }),
  answer('release', ['kept'], {
    released: nothing,
    kept: named('Given back by the wrapper when its command ends.', v.string()),
  }),
  refused('release'),
]);

const statusSchema = v.union([
  answer('status', ['seen'], {
    table,
    as_of: time('UTC.'),
    claims: listOf(
      'Claims in force, the oldest first.',
      v.strictObject({
        ...claim,
        holder,
        since: time('UTC.'),
        over: flag('Whoever wants its paths may take them.'),
        mine: flag('Whether whoever asks holds it.'),
      }),
    ),
    unknown: listOf('Locks whose record cannot be read.', v.strictObject({ lock: text('Its name.') })),
    misplaced: listOf(
      'Refs that stand where none of ours can.',
      v.strictObject({
        ref: text('Its name.'),
        run: texts('What removes it.'),
        where: named('Whether any push reaches it.', v.picklist(['here', 'server'])),
      }),
    ),
    runs: listOf(
      'What the task refs say of each run.',
      v.strictObject({
        run: text('Its id.'),
        done: whole('Tasks that are published.'),
        working: whole('Tasks with a claim in force.'),
        ended: whole('Tasks that ended without a result.'),
      }),
    ),
    waiting: listOf(
      'Who is in line, the first one first.',
      v.strictObject({
        holder,
        agent: orNull('Who waits.', v.string()),
        task: text('For what.'),
        paths: texts('Which paths.'),
        since: time('By the clock of who waits.'),
        until: time('How long it waits at most.'),
      }),
    ),
    ready: v.optional(
      listOf(
        'With --ready: tasks of open runs that could start now.',
        v.strictObject({
          run: text('Of which run.'),
          id: text('Its id.'),
          kind: text('Its kind.'),
          title: text('What to do.'),
          writes: texts('Paths or globs.'),
          agent: orNull('Whom the plan gives it to.', v.string()),
        }),
      ),
    ),
    branches: v.optional(
      named(
        'With --all: open branches.',
        v.strictObject({
          base: text('What they are measured against.'),
          left_out: whole('Older ones that were not looked at.'),
          open: listOf(
            'The newest first.',
            v.strictObject({
              ref: text('Its full name.'),
              name: text('As people say it.'),
              author: text('Of its newest commit.'),
              at: time('Of its newest commit.'),
              paths: texts('All that it changes.'),
              path_base64: v.optional(
                named(
                  'Base64 of the bytes of those that are not valid UTF-8.',
                  v.record(v.string(), v.string()),
                ),
              ),
            }),
          ),
        }),
      ),
    ),
    agents: listOf(
      'How many claims each agent has.',
      v.strictObject({ id: text('Its name.'), claims: whole('How many.') }),
    ),
    blocked: listOf(
      'Claims that stop others and nobody works under.',
      v.strictObject({ claim: claimId, task: text('Its task.'), why: text('In words.') }),
    ),
    you: named(
      'Whoever asks.',
      v.strictObject({
        name: text('As others see it.'),
        shared: flag('Whether every other agent in this checkout is the same holder.'),
      }),
    ),
  }),
  refused('status'),
]);

const checkSchema = v.union([
  answer('check', ['clear', 'not-clear'], {
    table,
    as_of: time('UTC.'),
    paths: whole('How many were looked at.'),
    held: listOf(
      'Claims of others on them.',
      v.strictObject({ ...claim, holder, shared: texts('Which of the paths.') }),
    ),
    unknown: listOf(
      'Locks whose record cannot be read.',
      v.strictObject({ lock: text('Its name.'), shared: texts('Which of the paths.') }),
    ),
    unclaimed: texts('Changed without a claim, by somebody who holds others.'),
    lost: listOf('Own claims that have ended.', given),
    conflicts: listOf(
      'Open branches that will conflict.',
      v.strictObject({
        branch: text('Its name.'),
        author: text('Of its newest commit.'),
        paths: texts('Where.'),
      }),
    ),
  }),
  answer('check', ['may-be-merged', 'must-not-be-merged'], {
    table,
    paths: whole('How many the change touches.'),
    held: listOf(
      'Claims of others on them.',
      v.strictObject({
        ...claim,
        holder,
        shared: texts('Which of the paths.'),
        branch: orNull('On which it was taken.', v.string()),
      }),
    ),
    unknown: listOf(
      'Locks whose record cannot be read.',
      v.strictObject({ lock: text('Its name.'), shared: texts('Which of the paths.') }),
    ),
    works: listOf(
      'Commits that call themselves the work of a task, where something is to be said of that.',
      v.strictObject({
        commit: text('Its name.'),
        run: text('Of the task.'),
        task: text('Its id.'),
        claim: claimId,
        why: named(
          'The first two refuse: its claim ended without being published, or is in force and not published.',
          v.picklist(['ended', 'not-published', 'gone', 'rewritten']),
        ),
      }),
    ),
  }),
  refused('check'),
]);

const doctorSchema = v.union([
  answer('doctor', ['sound', 'findings'], {
    table,
    kind: named('Where the refs lie.', v.picklist(['remote', 'local'])),
    git: text('Its version.'),
    counts: named(
      'What lies there.',
      v.strictObject({
        locks: whole('Locks.'),
        claims: whole('Claims in force.'),
        tasks: whole('Task refs.'),
        runs: whole('Runs.'),
      }),
    ),
    private_repository: orNull('Its folder.', v.string()),
    holder: named('Whom commands in this checkout act for.', v.looseObject({ kind: text('Its kind.') })),
    at_work: texts('Commands of ours that run in this clone.'),
    sizes: named(
      'What we keep takes on the disk, in bytes.',
      v.strictObject({
        repository: whole('The private repository, without its logs.'),
        shared: whole('What of it is the clone’s, too.'),
        logs: whole('Logs of agents.'),
        folders: whole('Folders of agents and tests.'),
        kept: whole('Unpublished work; a part of the private repository.'),
      }),
    ),
    staying: texts('Folders of agents with something that could be brought nowhere else.'),
    finds_processes: flag('Whether processes are found by the folder that they work in.'),
    kept: listOf(
      'Unpublished work.',
      v.strictObject({ ref: text('Its name in the private repository.'), since: time('UTC.') }),
    ),
    hook: orNull(
      'The pre-push hook.',
      v.strictObject({
        path: text('Its file.'),
        executable: flag('Whether git runs it.'),
        asksUs: flag('Whether it calls us.'),
        byName: flag('Whether it looks for us by name.'),
      }),
    ),
    program: orNull(
      'Our program as a hook finds it.',
      v.strictObject({
        path: text('Its file.'),
        where: named('Which place.', v.picklist(['node_modules', 'path', 'noted'])),
      }),
    ),
    hooks_fired: texts('Hooks that were called and answered.'),
    agents_started: texts('Programs of agents that start, with their versions.'),
    agents_logged_in: texts('Programs of agents that say that they are logged in.'),
    logins_unasked: texts('Programs of agents that have no command that says whether they are.'),
    may_push: orNull('Whether a push was taken; only --fix tries.', v.boolean()),
    pushes: whole('How many it took.'),
    fixed: named('How many of each finding were put right.', v.record(v.string(), v.number())),
  }),
  answer('doctor', ['purged', 'purged-in-part'], {
    table,
    released: listOf('Claims that have ended.', given),
    removed: texts('Folders and files.'),
    stays: texts('What could not be removed.'),
  }),
  refused('doctor'),
]);

const initSchema = v.union([
  answer('init', ['nothing-to-do', 'kept', 'written', 'shown'], {
    files: listOf(
      'What changes, or would.',
      v.strictObject({
        path: text('From the root of the checkout; git’s folder has the name .git in it.'),
        commit: named('False: it lies in the folder of git, and is this clone’s alone.', v.boolean()),
        does: named('With the file.', v.picklist(['made', 'changed', 'removed'])),
        text: orNull('All of it, afterwards; null: it is gone.', v.string()),
      }),
    ),
    todo: texts('What a person has to do now.'),
  }),
  refused('init'),
]);

const resultOfRun = named(
  'The branch of the results.',
  v.strictObject({
    branch: orNull('Where results go; null: into a file.', v.string()),
    commit: v.optional(orNull('What it was moved to; null: it was not.', v.string())),
    remote: orNull('Name of the remote that has it; null: this clone does.', v.string()),
    patch: v.optional(
      named(
        'The result as patches, for `git am`.',
        v.strictObject({
          file: text('Where they go.'),
          commits: v.optional(whole('How many; absent: it was not written.')),
          base: v.optional(text('The commit that they are for.')),
        }),
      ),
    ),
    pull: v.optional(
      named(
        'The pull request that brings it.',
        v.strictObject({
          number: whole('As the host counts them.'),
          url: text('Its page.'),
          how: named(
            'Whether this start has opened it, or brought its text up to date.',
            v.picklist(['opened', 'updated', 'there']),
          ),
        }),
      ),
    ),
  }),
);
const work = v.strictObject({
  ref: text('Finished work that is not on the branch.'),
  commit: text('Where that is.'),
});
const unfinishedRuns = texts('Other runs for this branch that did not come to their end.');
const resumed = v.strictObject({
  run: text('What is gone on with.'),
  since: time('When it was begun.'),
  tasks_file: orNull('Where its tasks were read from.', v.string()),
  options: texts('Options that it was begun with and that were not typed now.'),
});
const taskOfRun = v.looseObject({
  id: text('Its id.'),
  title: v.optional(text('What was to be done.')),
  kind: v.optional(text('Its kind.')),
  source: v.optional(sourceOfTask),
  outcome: v.optional(
    text('How it ended: done, failed, blocked, stopped, skipped, empty, kept, aside, interrupted.'),
  ),
  how: v.optional(text('Of done: published, unchanged, before, accepted.')),
  agent: v.optional(named('Who did it, or would; null: nobody can.', v.nullable(v.string()))),
  commit: v.optional(text('What was published.')),
  because: v.optional(text('The task for which it was stopped.')),
  problem: v.optional(text('The code of what went wrong.')),
});

const runSchema = v.union([
  // `again`, `kept` and the like: what a run says of single tasks grows
  v.looseObject({
    ...answer('run', ['done', 'failed', 'interrupted'], {
      run: text('Its id.'),
      tasks: listOf('How each task ended.', taskOfRun),
      result: resultOfRun,
      work: v.optional(named('What is finished and not on the branch.', work)),
      unfinished: v.optional(unfinishedRuns),
      resumed: v.optional(named('The interrupted run that it went on with.', resumed)),
    }).entries,
  }),
  v.looseObject({
    ...answer('run', ['dry-run'], {
      run: text('Its id.'),
      tasks: listOf('What would start.', taskOfRun),
      result: resultOfRun,
      resumed: v.optional(named('The interrupted run that it went on with.', resumed)),
    }).entries,
  }),
  answer('run', ['nothing-to-do'], {
    run: text('Its id.'),
    tasks: nothing,
    unfinished: unfinishedRuns,
  }),
  answer('run', ['published', 'nothing-to-publish', 'failed'], {
    runs: texts('Runs whose work was brought together.'),
    finished: texts('Of those, all of whose tasks are done.'),
    unfinished: unfinishedRuns,
    result: resultOfRun,
    work: v.optional(named('What is finished and not on the branch.', work)),
    pushes: whole('How many it took.'),
  }),
  answer('run', ['dismissed'], {
    dismissed: listOf(
      'Runs that were given up.',
      v.strictObject({
        run: text('Its id.'),
        kept: orNull('Where its unpublished work is kept.', v.string()),
      }),
    ),
    repository: text('The private repository, which keeps it.'),
    pushes: whole('How many it took.'),
  }),
  refused('run'),
]);

/** By command. */
export const ANSWERS: Readonly<Record<string, v.GenericSchema>> = {
  run: runSchema,
  claim: claimSchema,
  release: releaseSchema,
  status: statusSchema,
  check: checkSchema,
  doctor: doctorSchema,
  init: initSchema,
};
