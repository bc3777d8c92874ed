import type { ConfigProblemCode } from '../../core/model/problem.ts';
import type { ProblemData } from '../../core/model/problem-data.ts';
import type { Catalogue } from './entry.ts';
import { note, usage } from './entry.ts';
import { LINE_PATTERN_PROBLEMS } from './line-pattern-problems.ts';
import { NEEDS_PROBLEMS } from './needs-problems.ts';
import { PATH_REASONS, PATTERN_REASONS } from './path-reasons.ts';
import { allOf, datum, oneOf, suggestion } from './wording.ts';
import { WORKFLOW_PROBLEMS } from './workflow-problems.ts';

const NAMES: ReadonlyMap<string, string> = new Map([
  ['name', 'up to 64 letters, digits, ".", "_" and "-", the first a letter or digit'],
  ['id', 'up to 64 lower-case letters, digits, "_" and "-", the first a letter or digit'],
  ['kind', 'up to 64 lower-case letters, digits, "_" and "-", the first a letter or digit'],
  ['items', 'a list of names, or needs.<step>.outputs.<name>'],
  ['output', 'up to 100 letters, digits, "_" and "-", the first a letter'],
  ['variable', 'letters, digits and "_", not starting with a digit'],
  ['pass', 'the name of a variable, or its beginning with one "*" after it'],
  ['passed', 'names of your own: what an agent needs of these it gets anew'],
  ['remote', 'the name of a remote as `git remote` lists it'],
  ['model', 'the name of a model: up to 200 characters without spaces, the first no dash'],
]);

const COMMANDS: ReadonlyMap<string, readonly [what: string, remedy: string]> = new Map([
  ['empty', ['the command is empty', 'name the program to start']],
  ['open-quote', ['a quote is not closed', 'close it, or write the command as a list of words']],
  [
    'open-escape',
    ['the last backslash has nothing after it', 'remove it, or write the command as a list of words'],
  ],
  ['nul', ['a NUL character cannot be part of a command', 'remove it']],
  ['shell-with-list', ['a shell takes one string, not a list', 'remove shell: true, or write one string']],
]);

/** Why a key of an agent would change nothing, and what helps. */
const NO_EFFECT: ReadonlyMap<string, readonly [what: string, remedy: string]> = new Map([
  [
    'no-command',
    ['has nothing to act on: nothing says how this agent is started', 'add `preset`, or `command`'],
  ],
  [
    'shell',
    ['cannot be added to a command that a shell reads', 'write it into `command`, or leave `shell` out'],
  ],
  [
    'no-placeholder',
    [
      'has no place in `command`',
      'write {model} where the name of the model belongs, for example --model {model}',
    ],
  ],
  [
    'unknown-items',
    [
      'has nothing to join: a step leaves the items while the run goes on',
      'leave it out, or write the items',
    ],
  ],
  ['built-in-rule', ['is for rules of your own', 'leave it out, or narrow the rule by `paths`']],
  [
    'no-option',
    [
      'cannot be said to this agent: its command line has no option for it',
      'choose it in the agent’s own settings, or by `args`',
    ],
  ],
  ['no-branch', ['means nothing where no branch is made', 'remove it, or write publish: {to: branch}']],
] satisfies readonly [ProblemData['key-without-effect']['why'], readonly [string, string]][]);

/** Values and keys: one place in a file each, except where tasks refer to one another. */
export const valueProblems = {
  'unknown-key': usage((data) =>
    datum(data, 'key') === '<<'
      ? { what: 'merge keys (<<) are not used', remedy: 'write the keys out' }
      : {
          what: `unknown key ${datum(data, 'key')}`,
          remedy: suggestion(data, `known here: ${datum(data, 'known')}`),
        },
  ),
  'missing-key': usage((data) => ({
    what: `${datum(data, 'key')} is missing`,
    remedy: `add ${datum(data, 'key')}:`,
  })),
  'conflicting-keys': usage((data) =>
    data.preset === undefined
      ? {
          what: `${datum(data, 'key')} and ${datum(data, 'other')} say the same thing twice`,
          remedy: 'keep one of them',
        }
      : {
          what: `an agent is started in one way: \`preset: ${datum(data, 'preset')}\` starts \`${datum(data, 'starts')} …\` with words of ours, \`command\` is a command line of your own`,
          remedy: 'keep `preset` and add to its words by `args` and `model`, or keep `command` alone',
        },
  ),
  'key-without-effect': usage((data) => {
    const [what, remedy] = NO_EFFECT.get(data.why) ?? ['changes nothing here', 'remove it'];
    return { what: `${datum(data, 'key')} ${what}`, remedy };
  }),
  'unknown-placeholder': usage((data) => ({
    what: `{${datum(data, 'name')}} is no placeholder; known: ${allOf(data, 'known')}`,
    remedy: `${data.nearest === undefined ? '' : `did you mean ${datum(data, 'nearest')}? `}write {{${datum(data, 'name')}}} where the braces are meant as they stand`,
  })),
  'placeholder-in-shell': note((data) => ({
    what: `${datum(data, 'name')} is not filled in where a shell reads the command`,
    remedy: `${data.instead === undefined ? '' : `write "$${datum(data, 'instead')}", or `}leave \`shell\` out`,
  })),
  'wrong-type': usage((data) => ({
    what: `${datum(data, 'value')} where ${oneOf(data, 'expected')} is expected`,
    remedy: `write ${oneOf(data, 'expected')}`,
  })),
  'bad-value': usage((data) => ({
    what: `${datum(data, 'value')} is not possible here`,
    remedy: suggestion(data, `write ${oneOf(data, 'allowed')}`),
  })),
  'bad-name': usage((data) => ({
    what: `${datum(data, 'value')} cannot be used as a name here`,
    remedy: `${data['nearest'] === undefined ? '' : `write ${datum(data, 'nearest')}: `}use ${NAMES.get(datum(data, 'of')) ?? 'another name'}`,
  })),
  'bad-duration': usage((data) => ({
    what: `${datum(data, 'value')} is not a length of time`,
    remedy: 'write minutes as a number, or 90s, 30m, 2h, 1d',
  })),
  'bad-date': usage((data) => ({
    what: `${datum(data, 'value')} is not a date`,
    remedy: 'write 2025-06-15, or 2025-06-15T12:00:00Z',
  })),
  'bad-glob': usage((data) => ({
    what: `${datum(data, 'glob')}: ${PATTERN_REASONS.get(datum(data, 'reason'))?.[0] ?? 'not a usable pattern'}`,
    remedy: PATTERN_REASONS.get(datum(data, 'reason'))?.[1] ?? 'write another pattern',
  })),
  ...LINE_PATTERN_PROBLEMS,
  'bad-command': usage((data) => {
    const [what, remedy] = COMMANDS.get(datum(data, 'reason')) ?? [
      'the command cannot be used',
      'correct it',
    ];
    return { what, remedy };
  }),
  'bad-branch': usage((data) => ({
    what: `${datum(data, 'branch')} cannot be the name of a branch`,
    remedy: 'write a branch name without spaces and without refs/heads/, for example agentic/result',
  })),
  'shell-words': note((data) => ({
    what: `no shell is used: ${datum(data, 'words')} is handed over as it is`,
    remedy: 'add shell: true if a shell was meant, else quote it',
  })),
  'reserved-name': usage((data) => ({
    what: `${datum(data, 'name')} is set by agentic-plan itself`,
    remedy: 'choose a name that does not start with AGENTIC_',
  })),
  'empty-value': usage(() => ({ what: 'nothing is given', remedy: 'give a value, or remove the key' })),
  'too-long': usage((data) => ({
    what: `longer than ${datum(data, 'max')} characters`,
    remedy: 'make it shorter',
  })),
  'out-of-range': usage((data) => ({
    what: `${datum(data, 'value')} is not between ${datum(data, 'min')} and ${datum(data, 'max')}`,
    remedy: `write a value from ${datum(data, 'min')} to ${datum(data, 'max')}`,
  })),
  ...WORKFLOW_PROBLEMS,
  'order-always-respected': note(() => ({
    what: 'tasks always run after those they depend on; dependency_resolution: false has no effect',
    remedy: 'remove it, or remove depends_on where no order is wanted',
  })),
  'rule-without-paths': usage((data) => ({
    what: `${datum(data, 'kind')} is no built-in rule, and has no paths`,
    remedy: suggestion(data, `add paths:, or name one of ${datum(data, 'known')}`),
  })),
  'unknown-role': usage((data) => ({
    what: `nobody is called ${datum(data, 'name')}`,
    remedy: suggestion(data, `add ${datum(data, 'name')} under roles: or agents:`),
  })),
  'unknown-agent': usage((data) => ({
    what: `there is no agent ${datum(data, 'name')}`,
    remedy: suggestion(
      data,
      `known here: ${data.known.length === 0 ? 'none' : datum(data, 'known')}; or add ${datum(data, 'name')} under agents:`,
    ),
  })),
  'duplicate-id': usage((data) => ({
    what: `${datum(data, 'id')} is used twice${data['firstLine'] === undefined ? '' : `, first in ${data.firstFile === undefined ? '' : `${datum(data, 'firstFile')}, `}line ${datum(data, 'firstLine')}`}`,
    remedy: 'give each its own name',
  })),
  ...NEEDS_PROBLEMS,
  'unsafe-path': usage((data, { key }) => ({
    what: `${datum(data, 'path')}: ${PATH_REASONS.get(data.reason) ?? 'not a path of the repository'}`,
    remedy:
      key === 'worktrees'
        ? 'name a folder outside of every repository, such as ~/worktrees; run --worktrees <folder> takes any'
        : data.root === undefined
          ? 'write a path relative to the root of the repository, such as src/api/users.ts'
          : `name a path inside ${datum(data, 'root')}`,
  })),
} satisfies Partial<Catalogue<ConfigProblemCode>>;
