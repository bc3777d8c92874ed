import type { AnyData, ProblemCode } from '../../core/model/problem.ts';
import type { ProblemData } from '../../core/model/problem-data.ts';
import { nameAside } from '../run/kept-lines.ts';
import { span } from '../times.ts';
import { branchProblems } from './branch-problems.ts';
import { diskWording } from './damage-problems.ts';
import { doneProblems } from './done-problems.ts';
import type { Catalogue } from './entry.ts';
import { found, held, note, usage, world } from './entry.ts';
import { folderProblems } from './folder-problems.ts';
import { outcomeProblems } from './outcome-problems.ts';
import { planProblems } from './plan-problems.ts';
import { refusalProblems, whyNobody } from './refusal-problems.ts';
import { passRemedy, unseenNote } from './unseen-variables.ts';
import { datum } from './wording.ts';

/** ` (why)` or nothing. */
const because = (data: AnyData, name = 'detail'): string =>
  data[name] === undefined || data[name] === '' ? '' : ` (${datum(data, name)})`;

const of = (data: AnyData): string =>
  data['task'] === undefined ? 'the task' : `task ${datum(data, 'task')}`;
const logOf = (data: AnyData): string =>
  data['log'] === undefined ? 'run it by hand in a fresh clone' : `its output: ${datum(data, 'log')}`;

const leftAside = ({ kinds, names }: ProblemData['work-left-aside']): string =>
  Array.isArray(kinds) // the page of all problems asks with names alone
    ? kinds.map((kind, at) => nameAside({ kind, name: names[at] ?? '' })).join('; ')
    : String(names);

const asideRemedy = (kinds: readonly string[]): string =>
  kinds.includes('submodule')
    ? 'it is kept (below) and never pushed to the other repository: in the submodule `git fetch` what is kept, then `git push` FETCH_HEAD where it belongs'
    : 'it is kept (below): take from it what you want, then run again';

/** What the agent's process did, in words. */
function howItEnded(data: AnyData): string {
  if (data['signal'] !== undefined) return `was ended by ${datum(data, 'signal')}`;
  if (data['code'] !== undefined) return `ended with exit code ${datum(data, 'code')}`;
  return 'failed';
}

/** Words for everything that planning and running can meet. */
export const runProblems = {
  ...planProblems,
  ...doneProblems,
  ...folderProblems,
  'inside-a-run': usage((_, { own }) => ({
    what: 'an agent of a run starts no commands by agentic-plan',
    remedy: `${own('claim')} <path>, without a command; then do the work yourself`,
  })),
  'command-missing': found((data) => ({
    what: `the command of ${of(data)} was not found${because(data)}`,
    remedy: 'install it, or correct `agents.<name>.command` in the configuration',
  })),
  'command-not-executable': found((data) => ({
    what: `the command of ${of(data)} cannot be executed${because(data)}`,
    remedy: 'chmod +x the file, or name the program that runs it in `agents.<name>.command`',
  })),
  'task-failed': found((data) => ({
    what: `the agent of ${of(data)} ${howItEnded(data)}${unseenNote(data)}`,
    remedy: `${passRemedy(data)}${logOf(data)}`,
  })),
  'task-timed-out': found((data) => ({
    what: `the agent of ${of(data)} was not done in ${span(data.seconds * 1000)} and was ended${unseenNote(data)}`,
    remedy: `${passRemedy(data)}raise \`agents.<name>.timeout\`, or make the task smaller; ${logOf(data)}`,
  })),
  'verify-failed': found((data) => ({
    what: `${
      data.why === undefined
        ? `the combined work${data.task === undefined ? '' : ` of ${of(data)}`} did not pass \`verify\``
        : `\`verify\` could not be run on the combined work${because(data, 'why')}`
    }; it was not published${
      data.prepared === false ? ' (in a fresh worktree: neither `setup` nor `link` is configured)' : ''
    }`,
    remedy: logOf(data),
  })),
  ...refusalProblems,
  'setup-failed': found((data) => ({
    what: `\`setup\` failed in the worktree${because(data, 'how')}`,
    remedy: logOf(data),
  })),
  'outside-claim': found((data) => ({
    what: `${of(data)} changed paths outside its claim that others hold: ${datum(data, 'paths')}; nothing was published`,
    remedy: 'wait for their claim to end and run again; the work is kept',
  })),
  'workflow-file': found((data) => ({
    what: `${of(data)} changed workflow files that it does not name: ${datum(data, 'paths')}; nothing was published`,
    remedy: 'name them in the task’s `writes` if that is wanted',
  })),
  'merge-conflict': found((data) => ({
    what: `the work of ${of(data)} conflicts with what was published meanwhile: ${datum(data, 'paths')}${
      data.why === undefined ? '' : `; \`claims.regenerate\` did not help (${datum(data, 'why')})`
    }`,
    remedy: `it runs again on the new state, within its retries; the work is kept${data.log === undefined ? '' : `; ${logOf(data)}`}`,
  })),
  'conflict-markers': found((data) => ({
    what: `${of(data)} left marks of a conflict (<<<<<<<) that were not there before: ${datum(data, 'paths')}; nothing was published`,
    remedy: 'run again, or settle the conflict in the work that is kept',
  })),
  'ignored-work': note((data) => ({
    what: `${of(data)} wrote files that are not in its result: ${datum(data, 'paths')}; an ignore file that it wrote itself keeps them out`,
    remedy: 'nothing to do where they are not wanted; else take the pattern out and run the task again',
  })),
  'run-elsewhere': held((data, { own }) => ({
    what: `another run works for this target${because(data, 'holder')}${because(data, 'run')}`,
    remedy: `${own('status')} shows it; wait, or ask whoever started it`,
  })),
  'no-agent-left': found((data) => ({
    what: `no agent is left for ${of(data)}: ${whyNobody(data)}`,
    remedy: data.reasons.includes('failed')
      ? 'look at their logs, then run again: what is done stays done'
      : 'help that, then run again: what is done stays done',
  })),
  'budget-used-up': found((data) => ({
    what: `the budget of the run is used up (${'usd' in data ? `$${data.usd}` : `${data.minutes} agent-minutes`}); ${of(data)} was not started`,
    remedy: `raise \`limits.${'usd' in data ? 'usd' : 'minutes'}\`, or run again: what is done stays done`,
  })),
  'nested-repository': found((data) => ({
    what: `${of(data)} left a git repository of its own inside the worktree${because(data, 'path')}${because(data, 'paths')}`,
    remedy: 'nothing was published; the task must not run `git init` or `git clone` there',
  })),
  'lfs-not-uploaded': found((data) => ({
    what: `the contents of ${datum(data, 'paths')} could not be brought to the LFS store${because(data)}; nothing was published`,
    remedy:
      'see that git lfs push works from there; a local run keeps the work, and CI gives its tasks out again',
  })),
  'empty-result': found((data, { own }) => ({
    what: `the agent of ${of(data)} ended with 0, and left neither a change nor a word${unseenNote(data)}`,
    remedy: `${passRemedy(data)}run again: it is started again then; where nothing was to be done: ${own('run', '--accept', data.task)}; ${logOf(data)}`,
  })),
  'work-left-aside': found((data) => ({
    what: `${of(data)} left work that is no part of its result: ${leftAside(data)}`,
    remedy: asideRemedy(data.kinds),
  })),
  ...branchProblems,
  ...outcomeProblems,
  'left-behind': note((data) => ({
    what: `could not be removed: ${datum(data, 'path')}`,
    remedy: 'the next run tries again; nothing in it is needed',
  })),
  disk: world(diskWording),
  interrupted: found(() => ({ what: 'interrupted; claims are given back', remedy: 'run again to go on' })),
} satisfies Partial<Catalogue<ProblemCode>>;
