import type { AnyData, ClaimProblemCode } from '../../core/model/problem.ts';
import { allOf, type Catalogue, datum } from './wording.ts';

/** Words for locks and claims. */
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
