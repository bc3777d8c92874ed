import type { AnyData, GoalProblemCode } from '../../core/model/problem.ts';
import { escapeText } from '../escape.ts';
import { span } from '../times.ts';
import type { Catalogue } from './entry.ts';
import { found, note, usage } from './entry.ts';
import { passRemedy, unseenNote } from './unseen-variables.ts';
import { datum } from './wording.ts';

const logOf = (data: AnyData): string => `its output: ${datum(data, 'log')}`;

const ended = (data: AnyData): string =>
  data['signal'] === undefined
    ? `ended with exit code ${datum(data, 'code')}`
    : `was ended by ${datum(data, 'signal')}`;

/** What a list of a proposal's parts is to be. */
const LIMITS = {
  tasks: 'cut the goal into fewer, or plan a part of it',
  paths: 'name a folder (`src/api/`) where all of it is meant',
  globs: 'name the paths themselves, or a folder (`src/api/`)',
} as const;

/** Words for what asking an agent for the tasks of a goal meets; those of a proposal are read by agents, too. */
export const goalProblems = {
  'goal-file-taken': usage((data, { own }) => ({
    what: `${datum(data, 'path')} is there already, and may be edited: it is not overwritten`,
    remedy: `${own('plan', '--tasks', data.path)} plans it as it is; else remove it, or name another file: --output <file>`,
  })),
  'proposal-refused': found((data) => ({
    what: `what ${datum(data, 'agent')} proposed cannot be used, ${data.tries === 1 ? 'and it was not asked again' : 'also after it was told what is wrong'}${data.more === undefined ? '' : ` (${datum(data, 'more')} more problems than these)`}; no task file was written`,
    remedy: `say the goal in other words, or ask another agent: --with <preset>${data.answer === undefined ? '' : `; its answer: ${escapeText(data.answer)}`}`,
  })),
  'proposal-missing': found((data) => ({
    what: `${datum(data, 'agent')} ended and left no task file (${datum(data, 'file')})`,
    remedy: `write the tasks into exactly that file; ${logOf(data)}`,
  })),
  'proposal-empty': found(() => ({
    what: 'there is no task in it',
    remedy: 'one task at least, with `id`, `title`, `writes` and `acceptance`',
  })),
  'proposal-too-large': found((data) => ({
    what: `it has ${datum(data, 'count')} ${datum(data, 'what')}, more than ${datum(data, 'max')}`,
    remedy: LIMITS[data.what] ?? '',
  })),
  'proposal-command': found((data) => ({
    what: `task ${datum(data, 'task')} has a command of its own: tasks that an agent proposes start no programs`,
    remedy: 'leave `command` and `shell` out; say in `acceptance` what has to pass',
  })),
  'proposal-secret': found((data) => ({
    what: `a path of task ${datum(data, 'task')} has a secret in its name`,
    remedy: 'name it otherwise: what an agent knows of the environment belongs into no file',
  })),
  'proposal-unverifiable': found((data) => ({
    what: `task ${datum(data, 'task')} does not say when it is done`,
    remedy: 'give it `acceptance`: what somebody else can look at or run',
  })),
  'proposal-without-paths': found((data) => ({
    what: `task ${datum(data, 'task')} names no path that it changes or reads`,
    remedy: 'give it `writes`, or `reads` where it changes nothing',
  })),
  'proposal-path-missing': found((data) => ({
    what: `task ${datum(data, 'task')} names ${datum(data, 'path')}, which is not in the repository`,
    remedy: `${data.nearest === undefined ? '' : `did you mean ${escapeText(data.nearest)}? Else `}list it in \`creates\` of the task that makes it`,
  })),
  'proposal-need-missing': found((data) => ({
    what: `task ${datum(data, 'task')} uses ${datum(data, 'path')}, which task ${datum(data, 'by')} makes, and does not wait for it`,
    remedy: `add ${datum(data, 'by')} to its \`needs\``,
  })),
  'proposal-overlap': note((data) => ({
    what: `tasks ${datum(data, 'task')} and ${datum(data, 'other')} both change ${datum(data, 'paths')}, and neither waits for the other`,
    remedy: 'they work one after the other: join them, cut them otherwise, or order them by `needs`',
  })),
  'planner-failed': found((data) => ({
    what: `${datum(data, 'agent')} was asked for tasks and ${ended(data)}; no task file was written${unseenNote(data)}`,
    remedy: `${passRemedy(data)}${logOf(data)}`,
  })),
  'planner-timed-out': found((data) => ({
    what: `${datum(data, 'agent')} had no tasks in ${span(data.seconds * 1000)} and was ended; no task file was written${unseenNote(data)}`,
    remedy: `${passRemedy(data)}raise \`agents.<name>.timeout\`, or plan a part of the goal; ${logOf(data)}`,
  })),
  'planner-not-started': found((data) => ({
    what: `${datum(data, 'agent')} could not be started (${datum(data, 'detail')}); no task file was written`,
    remedy: 'install it, correct `agents.<name>.command`, or ask another: --with <preset>',
  })),
  'planner-strayed': note((data) => ({
    what: `while ${datum(data, 'agent')} was asked for tasks, ${data.moved ? 'another commit was checked out here' : `files changed in your checkout: ${datum(data, 'paths')}`}`,
    remedy: 'nothing to do if that was you; else look at `git status`: it was told to work elsewhere',
  })),
} satisfies Partial<Catalogue<GoalProblemCode>>;
