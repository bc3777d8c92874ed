import type { CiProblemCode, WhyNotContinued } from '../../core/model/ci-problem-data.ts';
import { escapeText } from '../escape.ts';
import { listTexts } from '../list-texts.ts';
import { type Catalogue, found, note, usage } from './entry.ts';
import { datum } from './wording.ts';

const REFUSED: Readonly<Record<string, string>> = {
  'not-given-out': 'no task of that name was given out in this wave',
  'another-run': 'it is not of this wave of this run',
  'another-claim': 'it was made under another claim',
  'another-base': 'it was made on another commit',
  doubled: 'two artifacts name this task',
  misnamed: 'it names another task than its artifact',
  unreadable: 'it is not what a job of ours leaves',
  'bad-path': 'it changes a path that is no path of a repository',
  'path-twice': 'it changes one path twice',
  'too-large': 'it is larger than anything that is taken',
  'too-many': 'it has more files than anything that is taken',
  link: 'there is a link in it',
  special: 'there is something in it that is no file',
  gone: 'it is not there any more',
  tampered: 'its files are not what it says',
  'outside-claim': 'it changes paths that its claim does not cover',
  'workflow-file': 'it changes workflows',
  'conflict-markers': 'marks of a conflict stand in it',
  'outputs-missing': 'of the outputs that its task declares one is missing, or not what is made of it',
  'large-file': 'it changes files of Git LFS whose contents did not come with it',
};

/** How the last try of a task ended. */
const LAST: Readonly<Record<string, string>> = {
  'verify-failed': 'the team’s test failed on its work',
  'merge-conflict': 'its work conflicts with what others have made',
  'not-together': 'the team’s test failed on its work together with the others’',
  'not-the-verified-tree': 'what was tested was not what it came to',
  'lfs-not-uploaded': 'contents of files of Git LFS could not be brought to their store',
  'large-file': 'the contents of files of Git LFS that it changed are nowhere',
  'no-result': 'its job left nothing',
  'task-failed': 'its agent failed',
  'task-timed-out': 'its agent took longer than it may',
  'empty-result': 'its agent changed nothing',
  empty: 'its agent changed nothing',
  stopped: 'its job was stopped',
  'nested-repository': 'it left a repository inside the repository',
};

const PERSON: Readonly<Record<string, string>> = {
  sensitive: 'the change touches what decides how agents and workflows run',
  bot: 'a bot has started this',
  own: 'this is our own result',
  fork: 'the change is from another repository',
};

const NOT_CONTINUED: Readonly<Record<WhyNotContinued, string>> = {
  'workflow-unknown': 'the runner does not say which workflow this is',
  'branch-unknown': 'the event does not say which branch is the default one',
  'no-token': 'there is no token',
  'not-allowed': 'the token may not do it',
  'not-there': 'the default branch has no such workflow, or the token does not see it',
  refused:
    'GitHub refused, as it does where it is disabled, or has no `workflow_dispatch` on the default branch',
  busy: 'GitHub asked to be asked later',
  lost: 'GitHub did not answer, and shows no new run',
};

const MENDS: Readonly<Partial<Record<WhyNotContinued, string>>> = {
  'not-allowed': 'give the last publish `permissions: { actions: write }`; until then ',
  'not-there': 'merge the workflow into the default branch, then ',
  refused: 'enable it, with the triggers that init writes, then ',
};

/** Words for what working a plan off in CI meets. */
export const ciProblems = {
  'not-in-ci': usage(() => ({
    what: 'this is no job of a CI: nobody says which run of which repository it is',
    remedy: 'set AGENTIC_CI to `<repository> <run> <attempt>`, the same in all jobs of a run',
  })),
  'no-such-run': usage((data) => ({
    what: `there is no run ${datum(data, 'run')} in ${datum(data, 'table')}, or its plan cannot be read`,
    remedy: 'give the run that `plan` has put out',
  })),
  'tried-in-ci': found(({ task, tries, code }) => ({
    what: `task ${escapeText(task)} was tried ${tries === 1 ? 'once' : `${tries} times`}${tries === 1 ? '' : '; the last time'}: ${LAST[code] ?? REFUSED[code] ?? escapeText(code)}`,
    remedy: `look at its log (the artifact agent-log-…-${escapeText(task)}); for another try start the workflow with the input \`again\`: ${escapeText(task)}`,
  })),
  'result-refused': note(({ artifact, why, paths }) => ({
    what: `${escapeText(artifact, 200)} is not taken: ${REFUSED[why] ?? escapeText(why)}${paths.length === 0 ? '' : ` (${listTexts(paths)})`}`,
    remedy:
      'its task is done again, within its retries; whoever can run a job of the workflow can have written it',
  })),
  'jobs-used-up': note(({ most, target }) => ({
    what: `the ${most} jobs that agents may have for ${escapeText(target)} in 24 hours (\`limits.jobs_per_day\`) are used up`,
    remedy: 'start the workflow later, or raise the limit',
  })),
  'agents-left-out': note((data) => ({
    what: `no task goes to ${datum(data, 'agents')}: the secret is missing here`,
    remedy: 'add the secret that the workflow names to the repository; forks and Dependabot get none',
  })),
  'needs-person-first': note(({ why, paths }) => ({
    what: `no agent starts: ${PERSON[why] ?? escapeText(why)}${paths.length === 0 ? '' : ` (${listTexts(paths, 5)})`}`,
    remedy:
      'look at it; then somebody who may write to the repository starts the workflow by hand on that branch',
  })),
  'claims-not-allowed': note((data) => ({
    what: `the plan is made, and no agent starts: the job may not write to ${datum(data, 'table')}, so nothing can be claimed`,
    remedy: 'give it `permissions: { contents: write }`, as the workflow that init writes does',
  })),
  'not-the-verified-tree': note((data) => ({
    what: `what was verified (${datum(data, 'verified')}) is not what the results come to (${datum(data, 'composed')}); nothing of it was published`,
    remedy:
      'its tasks go to the next wave; where nobody has published meanwhile, look at the job that verified',
  })),
  'not-continued': note(({ run, why, status }) => ({
    what: `tasks of ${escapeText(run)} are left, and the workflow was not started again: ${NOT_CONTINUED[why]}${status === undefined ? '' : ` (${status})`}`,
    remedy: `${MENDS[why] ?? ''}start it by hand on the default branch with the input \`run\`: ${escapeText(run)}`,
  })),
} satisfies Catalogue<CiProblemCode>;
