import type { AnyData, ClaimProblemCode } from '../../core/model/problem.ts';
import { allOf, type Catalogue, datum } from './wording.ts';

/** Words for locks, claims and the table. Each failure of the table has its own, since each has its own remedy. */
export const claimProblems = {
  held: (data) => ({
    what: `${datum(data, 'path')} is held by ${datum(data, 'holder')}`,
    remedy: 'agentic-plan status',
  }),
  'held-task': (data) => ({
    what: `the task ${datum(data, 'task')} is held by ${datum(data, 'holder')}; nothing was changed`,
    remedy: 'choose other work (agentic-plan status), or another --task',
  }),
  'no-paths': () => ({
    what: 'no path to claim: nothing that was named matches a tracked file',
    remedy: 'name files or directories, relative to the root of the repository',
  }),
  'claim-lost': (data) => ({
    what: `the claim ${datum(data, 'claim')} is no longer yours: ${datum(data, 'why')}`,
    remedy: 'claim the paths again before you edit on; your work is still where it is',
  }),
  'claim-unknown': (data) => ({
    what: `there is no claim ${datum(data, 'claim')}`,
    remedy: 'agentic-plan status lists the claims in force',
  }),
  'nothing-to-release': () => ({
    what: 'nothing to release: you hold no claim',
    remedy: 'agentic-plan status',
  }),
  'not-yours': (data) => ({
    what: `${datum(data, 'claim')} is held by ${datum(data, 'holder')}, not by you`,
    remedy: `ask them; or agentic-plan release ${datum(data, 'claim')} --force, and what they have not published can no longer be`,
  }),
  'path-truncated': (data) => ({
    what: `${datum(data, 'path')} is too deep for a lock of its own; its directory ${datum(data, 'locked')} is claimed`,
    remedy: 'nothing to do: others wait for that directory',
  }),
  'paths-as-directories': (data) => ({
    what: `${datum(data, 'paths')} paths are claimed as ${datum(data, 'locks')} directories (at most ${datum(data, 'most')} locks a claim)`,
    remedy: 'name fewer paths, or raise claims.max_refs',
  }),
  'case-fold-clash': (data) => ({
    what: `${allOf(data, 'paths')} differ only in case or form: they share one lock`,
    remedy: 'rename one of them: some systems cannot hold both',
  }),
  'forged-lock': (data) => ({
    what: `the lock on ${datum(data, 'path')} belongs to a claim that does not name it`,
    remedy: `agentic-plan release ${datum(data, 'path')} --force, once you know who made it`,
  }),
  'newer-version': (data) => ({
    what: `${datum(data, 'path')} is held by a claim of a newer version of agentic-plan`,
    remedy: 'update agentic-plan; it is not taken from its holder',
  }),
  'outcome-unknown': (data) => ({
    what: `the table’s answer was lost (${datum(data, 'detail')}); the claim may still land, and then ends with its lease`,
    remedy: 'repeat the command: repeating is safe',
  }),
  'no-atomic-push': () => ({
    what: 'the remote does not take atomic pushes, without which claims are not safe',
    remedy: 'on the server: git config receive.advertiseAtomic true; or name another remote: (configuration)',
  }),
  'read-only-remote': (data) => ({
    what: `you may not push to ${datum(data, 'table')}${said(data)}`,
    remedy: 'use credentials that may write; plan, status and check work without',
  }),
  'archived-remote': (data) => ({
    what: `${datum(data, 'table')} is archived and takes no pushes`,
    remedy: 'unarchive it, or name another remote: in the configuration',
  }),
  'hidden-refs': (data) => ({
    what: `${datum(data, 'table')} refuses refs under refs/agentic/`,
    remedy: 'on the server: remove refs/agentic from transfer.hideRefs and receive.hideRefs',
  }),
  'hook-declined': (data) => ({
    what: `a hook of ${datum(data, 'table')} declined the push${said(data)}`,
    remedy: 'let the hook pass refs/agentic/*',
  }),
  'server-locked': (data) => ({
    what: `the server could not lock its refs${said(data)}`,
    remedy: 'try again; if it stays, a *.lock file of a killed process is left on the server',
  }),
  'rate-limited': (data) => ({
    what: `${datum(data, 'table')} asks for fewer requests${after(data)}`,
    remedy: 'wait, then repeat the command',
  }),
  'network-failed': (data) => ({
    what: `${datum(data, 'table')} could not be reached${said(data)}`,
    remedy: 'check the connection, then repeat the command; nothing was changed',
  }),
  'authentication-failed': (data) => ({
    what: `${datum(data, 'table')} did not accept your credentials`,
    remedy: 'git push must work without a prompt: set up a credential helper or an ssh agent',
  }),
  'remote-failed': (data) => ({
    what: `${datum(data, 'table')} could not do what was asked${said(data)}`,
    remedy: 'the words above are the server’s own',
  }),
  'remote-not-found': (data) => ({
    what: `${datum(data, 'table')} does not exist, or you may not see it`,
    remedy: 'check git remote -v and your credentials',
  }),
  'many-locks': (data) => ({
    what: `${datum(data, 'locks')} locks are on the remote`,
    remedy:
      'agentic-plan status shows whose they are; agentic-plan doctor --fix removes those of ended claims',
  }),
  'wrapper-silent': (data) => ({
    what: `the command that started you did not answer within ${datum(data, 'seconds')} s`,
    remedy: 'repeat the command; if it stays silent it has ended, and your claim with it: stop and say so',
  }),
  'wrapper-refused': (data) => ({
    what: `the command that started you could not ask for more${said(data)}`,
    remedy: 'go on with the paths that you have ($AGENTIC_PATHS), or stop and say what is missing',
  }),
} satisfies Catalogue<ClaimProblemCode>;

const said = (data: AnyData): string => (data['detail'] ? `: ${datum(data, 'detail')}` : '');
const after = (data: AnyData): string => (data['seconds'] ? ` (for ${datum(data, 'seconds')} s)` : '');
