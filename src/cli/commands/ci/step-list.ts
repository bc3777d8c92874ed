/** One step of the workflow that works a plan off in CI: a command of the Action, and `agentic-plan ci <step>`. */
export interface CiStep {
  readonly name: CiStepName;
  /** What it does, in a line. */
  readonly says: string;
  /** What its job may do in git; the other permissions are named where they are used. */
  readonly contents: 'read' | 'write';
  /** By their names, which are options of the command line, too. */
  readonly inputs: readonly CiInputName[];
  readonly outputs: readonly CiOutputName[];
}

export type CiStepName = 'plan' | 'begin' | 'work' | 'end' | 'verify' | 'publish' | 'release';

/** What steps are told, and what that is. */
export const CI_INPUTS = {
  base: 'revision to compare with; default: the pull request’s base, the commit before a push, else the default branch',
  tasks: 'a file of tasks in the checkout, planned instead of what the change asks for',
  again: 'ids of tasks that are done once more, separated by spaces or commas; `*`: all of them',
  accept: 'ids of tasks that a person takes for done, separated by spaces or commas',
  run: 'the run: what `plan` has put out. Of `plan`: the run to go on with, everything else of it is read from the refs',
  wave: 'number of the wave, from 1',
  task: 'the task: `matrix.task`',
  without: 'names of agents, separated by spaces or commas, that get no task: their secret is missing here',
  'job-minutes': 'time limit of a job of the next wave; claims are taken for so long (default 60)',
  'max-parallel': 'jobs of a wave that run at once, where the workflow limits them',
  results: 'folder with what the jobs of the wave have left, a folder for each artifact, called like it',
  tree: 'what `verify` has put out; empty: nothing was verified',
  verified: 'what `verify` has put out',
  left: 'what `verify` has put out',
  last: '`true`: this workflow has no further wave; what is left is started again on the default branch',
} as const;

export type CiInputName = keyof typeof CI_INPUTS;

/** What steps put out, and what that is. */
export const CI_OUTPUTS = {
  run: 'id of the run; empty: nothing was begun',
  base: 'commit that configuration and set-up are taken from: the base of a change that is not merged yet',
  sha: 'commit that the jobs of the next wave check out',
  matrix:
    'JSON for `strategy.matrix`: `{"include": [{"task", "kind", "agent", "preset", "minutes"}]}`, the tasks that were claimed for the next wave, at most 256',
  'has-tasks': '`true` where the matrix has a row: guard the jobs of the wave with it',
  more: '`true` where tasks are left that no wave of this workflow does',
  go: '`false` where the task is no longer this run’s: there is nothing to do, and that is no failure',
  claim: 'id of the claim that the job works under',
  agent: 'name of the agent that the task was given to',
  preset: 'its preset, empty where it has none',
  minutes: 'its time limit',
  'prompt-file': 'file with the prompt',
  'output-file': 'file that the agent may leave its summary and outputs in',
  paths: 'JSON array of the paths that are claimed',
  artifact:
    'name of the artifact that `folder` goes into; of `plan` and `publish` only where results go there as patches',
  folder: 'folder to upload',
  'log-artifact': 'name of the artifact that `log-folder` goes into',
  'log-folder': 'folder that `work` leaves what the agent printed in, without secrets',
  result: '`ready`, `empty`, `failed`, `refused` or `stopped`',
  tree: 'id of the tree that was verified; empty: there is none',
  verified: 'JSON array of the ids of the tasks in it',
  left: 'JSON array of `{"task", "why"}`: results that are not in it',
  published: 'how many tasks were published',
  failed: 'how many tasks of the run have failed for good so far',
  released: 'how many claims were given back',
} as const;

export type CiOutputName = keyof typeof CI_OUTPUTS;

export const CI_STEPS: readonly CiStep[] = [
  {
    name: 'plan',
    says: 'plans, opens the run and claims its first wave, in one push',
    contents: 'write',
    inputs: ['base', 'tasks', 'again', 'accept', 'run', 'without', 'job-minutes', 'max-parallel'],
    outputs: ['run', 'base', 'sha', 'matrix', 'has-tasks', 'more', 'artifact', 'folder'],
  },
  {
    name: 'begin',
    says: 'writes the prompt of a task that was claimed; plan, task and claim come from the refs',
    contents: 'read',
    inputs: ['run', 'wave', 'task'],
    outputs: [
      'go',
      'claim',
      'agent',
      'preset',
      'minutes',
      'prompt-file',
      'output-file',
      'paths',
      'artifact',
      'folder',
      'log-artifact',
      'log-folder',
    ],
  },
  {
    name: 'work',
    says: 'runs the configured agent as `run` does, in a folder of its own',
    contents: 'read',
    inputs: ['run', 'wave', 'task'],
    outputs: ['result'],
  },
  {
    name: 'end',
    says: 'puts what came of it into a folder for an artifact; without `work` what is in the checkout',
    contents: 'read',
    inputs: ['run', 'wave', 'task'],
    outputs: ['artifact', 'folder', 'result'],
  },
  {
    name: 'verify',
    says: 'combines the results of a wave and runs the team’s test on them',
    contents: 'read',
    inputs: ['run', 'wave', 'results'],
    outputs: ['tree', 'verified', 'left', 'artifact', 'folder'],
  },
  {
    name: 'publish',
    says: 'publishes what was verified, gives the rest back and claims the next wave, in one push; starts nothing',
    contents: 'write',
    inputs: [
      'run',
      'wave',
      'results',
      'tree',
      'verified',
      'left',
      'without',
      'job-minutes',
      'max-parallel',
      'last',
    ],
    outputs: ['sha', 'matrix', 'has-tasks', 'more', 'published', 'failed', 'artifact', 'folder'],
  },
  {
    name: 'release',
    says: 'gives back what this run of the workflow still holds; says how the run stands',
    contents: 'write',
    inputs: ['run'],
    outputs: ['released', 'failed'],
  },
];
