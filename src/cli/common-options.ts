// Options that several commands take.

export const TABLE_OPTIONS = [['--config <file>', 'the configuration to use']] as const;

export const STDIN_OPTION = [
  '--stdin',
  'paths from standard input, each ended by a NUL: for names that no command line can hold',
] as const;

export const CHANGE_OPTIONS = [
  ['--base <rev>', 'what the change is measured against'],
  ['--config <file>', 'the configuration to use'],
  ['--offline', 'no network: claims on the remote are not looked at'],
] as const;

export const DECISION_OPTIONS = [
  ['--base <rev>', 'what the change is measured against'],
  ...TABLE_OPTIONS,
] as const;

export const TASKS_OPTIONS = [
  [
    '--tasks <file>',
    'plan these tasks instead: a task file, a backlog (a file or folder), or - for standard input',
  ],
  ['--from <format>', 'what --tasks is, where its content does not tell (agenticscrum, github, …)'],
  ['--lenient', 'leave out of a backlog what cannot be read, and what needs it; without: refuse the whole'],
] as const;

export const GOAL_OPTIONS = [
  ['--goal <text|file>', 'ask an agent to cut this goal into tasks, into a file that you read first'],
  ['--fresh', 'with --goal: ask again, although the answer is known'],
] as const;
