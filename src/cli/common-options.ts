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

export const TASKS_OPTION = [
  '--tasks <file>',
  'plan these tasks instead of those the change asks for',
] as const;

export const GOAL_OPTIONS = [
  ['--goal <text|file>', 'ask an agent to cut this goal into tasks, into a file that you read first'],
  ['--fresh', 'with --goal: ask again, although the answer is known'],
] as const;
