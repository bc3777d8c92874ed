import { shellWord } from './shell-word.ts';

/** What was typed beside a command and holds for the next one, too: each as it stood there. */
export type GivenOptions = Readonly<Partial<Record<CarriedOption, string | true | readonly string[]>>>;

/** Options that decide what a command works on, or with what; those that only say how it answers are not carried on. */
export type CarriedOption =
  | 'C'
  | 'tasks'
  | 'from'
  | 'lenient'
  | 'only'
  | 'until'
  | 'with'
  | 'base'
  | 'branch'
  | 'patch'
  | 'config'
  | 'jobs'
  | 'worktrees'
  | 'offline';

const PLANNING = ['tasks', 'from', 'lenient', 'base', 'config', 'offline'] as const;
const TABLE = ['config'] as const;

/** What each of our commands takes of them, in the order in which they are written; `-C` is everybody's, and goes first. */
export const CARRIED = {
  plan: PLANNING,
  explain: PLANNING,
  dismiss: ['base', 'config'],
  done: ['base', 'config'],
  run: [
    'tasks',
    'from',
    'lenient',
    'only',
    'until',
    'with',
    'base',
    'branch',
    'patch',
    'config',
    'jobs',
    'worktrees',
    'offline',
  ],
  'run --publish': ['branch', 'patch', 'config', 'worktrees'],
  'run --dismiss': TABLE,
  claim: TABLE,
  release: TABLE,
  status: TABLE,
  check: ['base', 'config'],
  demo: [],
  init: TABLE,
  doctor: TABLE,
} as const satisfies Readonly<Record<string, readonly CarriedOption[]>>;

export type OwnCommand = keyof typeof CARRIED;

/** A command of ours that works in the folder of the one that was typed, and does there what is said of it. */
export interface OwnCall {
  readonly command: OwnCommand;
  /** Its operands and options of its own. */
  readonly words?: readonly string[];
  readonly given: GivenOptions;
  /** What follows `--`: the command line of another program. */
  readonly wrapped?: readonly string[];
  /** Ours as the reader calls it, where that is not its name. */
  readonly program?: string;
}

/** Program and arguments, for programs. */
export function ownArgv(call: OwnCall): readonly string[] {
  const { command, words = [], given, wrapped = [], program = 'agentic-plan' } = call;
  const options = CARRIED[command].flatMap((name) => optionWords(`--${name}`, given[name]));
  const name = command === 'plan' ? [] : command.split(' '); // the default one
  return [
    program,
    ...optionWords('-C', given.C),
    ...name,
    ...words,
    ...options,
    ...(wrapped.length > 0 ? ['--', ...wrapped] : []),
  ];
}

const optionWords = (flag: string, value: GivenOptions[CarriedOption]): readonly string[] =>
  value === undefined ? [] : value === true ? [flag] : [flag, value].flat();

/** The same as a line to paste into a shell. */
export const ownLine = (call: OwnCall): string => ownArgv(call).map(shellWord).join(' ');

/** What of the options of a command line is carried on. */
export const givenOptions = (options: Readonly<Record<string, unknown>>): GivenOptions =>
  Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = options[name];
      return typeof value === 'string' || value === true || Array.isArray(value) ? [[name, value]] : [];
    }),
  );

const NAMES: readonly CarriedOption[] = ['C', ...CARRIED.run];
