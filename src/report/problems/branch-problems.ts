import type { ProblemCode } from '../../core/model/problem.ts';
import { escapeText } from '../escape.ts';
import { shellWord } from '../shell-word.ts';
import type { Catalogue } from './entry.ts';
import { found, held, note, usage } from './entry.ts';
import { allOf, datum } from './wording.ts';

const OTHER = 'choose another branch with --branch, or for good with `publish.branch`';

const NOT_FORWARD: Readonly<Record<string, string>> = {
  gone: 'there is no such branch',
  moved: 'it has commits that are not in the result',
  elsewhere: 'this clone pushes it to another remote',
};

const NOT_OPENED: Readonly<Record<string, string>> = {
  'no-token': 'there is no token (GITHUB_TOKEN or GH_TOKEN)',
  'not-allowed':
    'the token may not (pull-requests: write), or a setting of the repository does not let workflows open any',
  refused: 'the host refused it; is the branch that it would go into there?',
  'no-answer': 'the host did not answer in time',
  'no-host': 'how to is not known for this host',
};

/** Words for where results go, and for runs that were left unfinished. */
export const branchProblems = {
  'result-branch-taken': found((data) => {
    const paths = data.paths === undefined || data.paths.length === 0 ? '' : `: ${datum(data, 'paths')}`;
    return {
      what: `the result branch ${datum(data, 'branch')} cannot be moved (${datum(data, 'detail')}${paths})`,
      remedy:
        paths === ''
          ? `${OTHER}, or rename the branch that is in the way`
          : `merge it into yours first, or ${OTHER}`,
    };
  }),
  'head-not-moved': found((data, { own }) => ({
    what: `${datum(data, 'branch')} on ${datum(data, 'table')} cannot take the result itself: ${NOT_FORWARD[data.why] ?? datum(data, 'why')}; nothing was pushed to it`,
    remedy:
      data.why === 'moved'
        ? `git pull, then ${own('run')}: what is done stays done. Or, to a branch of its own: ${own('run --publish')} --branch <name>`
        : data.why === 'gone'
          ? 'push your branch first, or write publish: {to: branch}'
          : 'write publish: {to: branch}: a branch of another repository is never moved',
  })),
  'pull-request-not-opened': note((data) => ({
    what: `no pull request was opened from ${datum(data, 'branch')} into ${datum(data, 'base')}: ${NOT_OPENED[data.why] ?? datum(data, 'why')}`,
    remedy: data.link === '' ? `open one from that branch` : `open it yourself: ${escapeText(data.link)}`,
  })),
  'branch-rules': found((data) => ({
    what: `rules of ${datum(data, 'host')} would refuse the result branch ${datum(data, 'branch')}: ${allOf(data, 'rules')}; nothing was started`,
    remedy: `${OTHER}; or have the rules except it`,
  })),
  'refused-before': note((data) => ({
    what: `${datum(data, 'table')} refused the result branch ${datum(data, 'branch')} ${datum(data, 'when')}${data.said === '' ? '' : `; it said: ${escapeText(data.said, 400)}`}`,
    remedy: OTHER,
  })),
  'run-left-out': found((data) => ({
    what: `what ${datum(data, 'run')} has published conflicts with the rest: ${datum(data, 'paths')}; it was left where it is`,
    remedy: `bring it by hand: git fetch ${shellWord(data.from)} ${shellWord(data.ref)} && git merge FETCH_HEAD`,
  })),
  'run-not-unfinished': usage((data, { own }) => ({
    what:
      data.state === ''
        ? `there is no run ${datum(data, 'run')} on the table`
        : `${datum(data, 'run')} is ${datum(data, 'state')}: there is nothing of it to give up`,
    remedy:
      data.known.length === 0
        ? `no run is unfinished; ${own('status')} lists them all`
        : `unfinished: ${datum(data, 'known')}`,
  })),
  'run-at-work': held((data, { own }) => ({
    what: `${datum(data, 'run')} is at work: ${datum(data, 'holder')} holds ${datum(data, 'task')}; nothing was changed`,
    remedy: `ask them; ${own('status')} shows until when`,
  })),
} satisfies Partial<Catalogue<ProblemCode>>;
