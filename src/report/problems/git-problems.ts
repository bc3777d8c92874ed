import type { AnyData, GitProblemCode } from '../../core/model/problem.ts';
import { shellWord } from '../shell-word.ts';
import { damageProblems } from './damage-problems.ts';
import type { Catalogue } from './entry.ts';
import { note, usage, world } from './entry.ts';
import { datum, oneOf, type Wording } from './wording.ts';

/** Words for what the repository and its git can refuse. */
export const gitProblems = {
  ...damageProblems,
  'not-a-repository': usage((data) => ({
    what: `${datum(data, 'path')} is not in a git repository`,
    remedy: 'go to one, or name it: agentic-plan -C <folder>',
  })),
  'unsafe-repository': usage((data) => ({
    what: `git does not trust ${datum(data, 'path')}: it belongs to another user`,
    remedy: `git config --global --add safe.directory ${word(data, 'path')}`,
  })),
  'git-too-old': world((data) => ({
    what: `this is ${datum(data, 'found')}; ${datum(data, 'wanted')} or newer is needed`,
    remedy: 'install a newer git: https://git-scm.com/downloads',
  })),
  'git-missing': world((data) => ({
    what: `git could not be started (${datum(data, 'detail')})`,
    remedy: 'install git and see that it is on PATH: https://git-scm.com/downloads',
  })),
  'git-annex': usage((data) => ({
    what: `this repository uses git-annex (${datum(data, 'what')}): agents would find none of its files, and are not started`,
    remedy: 'plan, claim, check and status work as elsewhere; run needs a clone without git-annex',
  })),
  'reftable-repository': usage((data) => ({
    what: `${datum(data, 'path')} keeps its refs as a reftable, which is not supported yet`,
    remedy: 'git refs migrate --ref-format=files',
  })),
  'unborn-branch': usage((data) => ({
    what: `nothing is committed yet on ${datum(data, 'branch')}`,
    remedy: 'make a first commit: git add . && git commit',
  })),
  'base-not-found': usage((data) => baseNotFound(data)),
  'base-unseen': world((data) => ({
    what: `${datum(data, 'name')} is not in this clone, and ${datum(data, 'remote')} could not be asked (${datum(data, 'detail')})${'instead' in data ? `; the local branch ${datum(data, 'instead')} was taken` : ''}`,
    remedy: `git remote set-branches ${shellWord(data.remote)} '*' && git fetch ${data.shallow ? '--unshallow ' : ''}${shellWord(data.remote)}; or name a base that is here: --base <branch>`,
  })),
  'uncommitted-unseen': world(() => ({
    what: 'git needed too long to list the uncommitted changes, so they were not looked at',
    remedy: 'commit them, or repeat the command: git status is quicker the second time',
  })),
  'several-merge-bases': note((data) => ({
    what: `merges went both ways, so this branch left ${datum(data, 'name')} at several commits: it is compared with ${datum(data, 'chosen')}, not with ${oneOf(data, 'others')}`,
    remedy: 'another one is taken with --base <commit>',
  })),
  'base-ambiguous': usage((data) => ({
    what: `"${datum(data, 'revision')}" means more than one commit: ${oneOf(data, 'meanings')}`,
    remedy: 'name one of them in full: --base refs/heads/<branch>, or a whole commit id',
  })),
  'shallow-clone': usage((data) => ({
    what: `this clone is shallow, and where the work left ${datum(data, 'name')} lies beyond its end`,
    remedy: shallowRemedy(data),
  })),
  'bad-revision': usage((data) => badRevision(data)),
  'bad-remote': usage((data) => ({
    what: `the remote ${datum(data, 'remote')} cannot be used${reason(data)}`,
    remedy: 'use a remote reached by https, ssh, git or a path: git remote -v',
  })),
  'remote-ambiguous': usage((data) => ({
    what: `there are several remotes (${oneOf(data, 'remotes')}), and none is clearly the team's`,
    remedy: 'write which one into agentic_config.yaml, e.g. remote: origin',
  })),
  'git-failed': world((data) => ({
    what: `git${data['command'] === undefined ? '' : ` ${datum(data, 'command')}`} failed${reason(data)}`,
    remedy: 'git fsck --connectivity-only tells whether the repository is whole',
  })),
  'out-of-time': world((data) => ({
    what: `agentic-plan ${datum(data, 'command')} was not done within its ${datum(data, 'seconds')} s`,
    remedy:
      'repeat it; what it had sent by then is looked for first (docs/commands.md has the time of each command)',
  })),
} satisfies Catalogue<GitProblemCode>;

const word = (data: AnyData, name: string): string => shellWord(String(data[name] ?? ''));

const reason = (data: AnyData): string => {
  const why = datum(data, 'detail') || datum(data, 'why');
  return why === '' ? '' : `: ${why}`;
};

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

function baseNotFound(data: AnyData): Wording {
  const name = datum(data, 'name');
  if (data['why'] === 'unnamed')
    return {
      what: 'no branch here is clearly the one that the work goes into',
      remedy: 'repeat the command with --base <branch>',
    };
  if (data['why'] === 'unrelated')
    return {
      what: `this branch and ${name} share no history`,
      remedy: 'repeat the command with --base <branch>, one that it was made from',
    };
  return {
    what: `the base ${name} is not in this clone`,
    remedy: `git fetch ${word(data, 'remote')} ${word(data, 'name')}`,
  };
}

/** The exact command: history only, or the missing branch with it. */
function shallowRemedy(data: AnyData): string {
  const name = String(data['name'] ?? '');
  const remote = word(data, 'remote');
  const whole = `git fetch --unshallow ${remote}`;
  const ci = 'in GitHub Actions: fetch-depth: 0 for actions/checkout';
  if (data['known'] === true || name === 'HEAD') return `${whole}; ${ci}`;
  const branch = name.replace(/[~^].*$/, '');
  const source = COMMIT.test(branch)
    ? branch
    : `+refs/heads/${branch}:refs/remotes/${String(data['remote'])}/${branch}`;
  return `${whole} ${shellWord(source)}; ${ci}`;
}

function badRevision(data: AnyData): Wording {
  const revision = datum(data, 'revision');
  if (data['why'] === 'absent')
    return {
      what: `there is no branch, tag or commit "${revision}" in this clone`,
      remedy: 'git branch --all lists the branches; git fetch gets new ones',
    };
  return {
    what: `"${revision}" does not name one commit`,
    remedy: 'use a branch, a tag, a commit or HEAD, with ~n or ^n after it',
  };
}
