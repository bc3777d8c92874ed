import type { AnyData, ClaimProblemCode } from '../../core/model/problem.ts';
import { escapeText } from '../escape.ts';
import { shellWord } from '../shell-word.ts';
import { deleteRefCommand } from './delete-ref-command.ts';
import type { Catalogue } from './entry.ts';
import { held, note, usage, world } from './entry.ts';
import { allOf, datum } from './wording.ts';

/** Words for locks and claims. */
export const claimProblems = {
  held: held((data, { own }) => ({
    what: `${datum(data, 'path')} is held by ${datum(data, 'holder')}`,
    remedy: own('status'),
  })),
  'held-task': held((data, { own }) =>
    data.waiting === undefined
      ? {
          what: `the task ${datum(data, 'task')} is held by ${datum(data, 'holder')}; nothing was changed`,
          remedy: `choose other work (${own('status')}), or another --task`,
        }
      : {
          what: `${datum(data, 'waiting')} is postponed: held by ${datum(data, 'holder')}${data.until === undefined ? '' : ` until ${datum(data, 'until')}`}`,
          remedy: `it is tried again later; ${own('status')} shows who is at work`,
        },
  ),
  'task-not-finished': usage((data, { own }) => ({
    what: data.isAtWork
      ? `${datum(data, 'task')} is at work still: it has left nothing yet`
      : `no task ${datum(data, 'task')} has finished on this table`,
    remedy:
      data.finished.length === 0
        ? own('status')
        : `finished are, the newest first: ${allOf(data, 'finished')}`,
  })),
  'no-paths': usage((data, { own }) =>
    data.asked.length === 0
      ? {
          what: 'no path to claim was named',
          remedy: `name files or directories: ${own('claim', 'src/api/users.ts')}`,
        }
      : {
          what: `${allOf(data, 'asked')}: no tracked file matches`,
          remedy: 'look at the name; a file that is still to be made is claimed by its whole name',
        },
  ),
  'path-not-there': note((data) => ({
    what: `${datum(data, 'path')} does not exist, and nothing tracked has that name`,
    remedy: 'right for a file that will be made; otherwise look at its spelling',
  })),
  'root-by-names': note((data) => ({
    what: `the root of the repository is claimed as the ${datum(data, 'names')} names that are in it; what is made beside them is not`,
    remedy: 'name the folders that you need: others can then work in the rest',
  })),
  'path-in-inner-repository': usage((data) => ({
    what: `${datum(data, 'path')} lies in a repository of its own, ${datum(data, 'folder')}, with a table of its own`,
    remedy: `act there (agentic-plan -C ${shellWord(data.folder)} …), or name ${datum(data, 'folder')} itself`,
  })),
  'path-damaged': usage((data) => ({
    what: `${datum(data, 'path')}: a name that is no UTF-8 does not survive a command line, and no tracked file is called that`,
    remedy:
      'give it by its bytes: git ls-files -z … | agentic-plan claim --stdin (release, status and check alike)',
  })),
  'shared-session': note((data) => ({
    what: `${datum(data, 'other')} and ${datum(data, 'agent')} are one holder in this checkout: neither is kept off the other’s paths`,
    remedy: 'each sets AGENTIC_HOLDER to a name of its own, and is a holder of its own',
  })),
  'session-busy': world((data) => ({
    what: `another command of this session is still at work (${datum(data, 'holder')})`,
    remedy: 'repeat the command',
  })),
  'claim-lost': held((data, { own }) => ({
    what: `the claim ${data['claim'] ? `${datum(data, 'claim')} ` : ''}${data.task === undefined ? 'is no longer yours' : `of ${datum(data, 'task')} was lost`}: ${datum(data, 'why')}`,
    remedy:
      data.task === undefined
        ? 'claim the paths again before you edit on; your work is still where it is'
        : `nothing of it was published; ${own('run')} does it anew`,
  })),
  'claim-unknown': usage((data, { own }) => ({
    what: `there is no claim ${datum(data, 'claim')}, and none on a path of that name`,
    remedy: `${own('status')} lists the claims in force`,
  })),
  'not-yours': held((data, { own }) => ({
    what: `${datum(data, 'claim')} is held by ${datum(data, 'holder')}, not by you`,
    remedy: `ask them; or ${own('release', data.claim, '--force')}, and what they have not published can no longer be`,
  })),
  'not-remembered': held((data, { own }) => ({
    what: `${datum(data, 'claim')} was made by this very session, which no longer remembers it`,
    remedy: `${own('release', data.claim, '--force')}, unless another copy of this clone works under it`,
  })),
  'part-of-a-folder': usage((data) => ({
    what: `${datum(data, 'path')} lies in ${datum(data, 'folder')}, which ${datum(data, 'claim')} holds as a whole, by one lock: no part of it can be given back`,
    remedy:
      data.claim_rest === undefined
        ? `give the folder back: ${escapeText(data.release)}`
        : `give the folder back and claim the rest:\n  ${escapeText(data.release)}\n  ${escapeText(data.claim_rest)}`,
  })),
  'path-truncated': note((data) => ({
    what: `${datum(data, 'path')} is too deep for a lock of its own; its directory ${datum(data, 'locked')} is claimed`,
    remedy: 'nothing to do: others wait for that directory',
  })),
  'paths-as-directories': note((data) => ({
    what: `${datum(data, 'paths')} paths are claimed as ${datum(data, 'locks')} directories (at most ${datum(data, 'most')} locks a claim)`,
    remedy: 'name fewer paths, or raise claims.max_refs',
  })),
  'case-fold-clash': note((data) => ({
    what: `${allOf(data, 'paths')} differ only in case or form: they share one lock`,
    remedy: 'rename one of them: some systems cannot hold both',
  })),
  'forged-lock': note((data, { own }) => ({
    what: `the lock on ${datum(data, 'path')} belongs to a claim that does not name it`,
    remedy: `${own('release', String(data['path']), '--force')}, once you know who made it`,
  })),
  'outcome-unknown': world((data) => ({
    what: `it is not known what became of it (${datum(data, 'detail')}): it may have been done, or may still be`,
    remedy: 'repeat the command: what was sent is remembered and looked for first',
  })),
  'publication-refused': world((data) => ({
    what: `${datum(data, 'table')} refused ${data.times} times to publish task ${datum(data, 'task')}, although its claim holds`,
    remedy: 'run again: what is done stays done, and the work is kept',
  })),
  'run-keeps-moving': world((data) => ({
    what: `somebody moved the refs of run ${datum(data, 'run')} on ${datum(data, 'table')} each time that it was to be opened or ended`,
    remedy: 'run again: what is done stays done',
  })),
  'end-remembered': world((data) => ({
    what: `that ${allOf(data, 'claims')} must be given back is remembered`,
    remedy: 'your next command that reaches the server does it; else it ends with its lease',
  })),
  'ref-in-the-way': world((data) => ({
    what: `the ref ${escapeText(data.ref)} on ${datum(data, 'table')} is not one of ours and stands in the way: git has no name below a name; nothing was changed`,
    remedy: `once nobody needs it (a newer version of agentic-plan may): ${deleteRefCommand(data, data.ref)}`,
  })),
  'many-locks': note((data, { own }) => ({
    what: `${datum(data, 'locks')} locks are on the remote`,
    remedy: `${own('status')} shows whose they are; ${own('doctor', '--fix')} removes those of ended claims`,
  })),
  'wrapper-silent': world((data) => ({
    what: `the command that started you did not answer within ${datum(data, 'seconds')} s`,
    remedy: 'repeat the command; if it stays silent it has ended, and your claim with it: stop and say so',
  })),
  'wrapper-refused': world((data) => ({
    what: `the command that started you could not ask for more${said(data)}`,
    remedy: 'go on with the paths that you have ($AGENTIC_PATHS), or stop and say what is missing',
  })),
} satisfies Catalogue<ClaimProblemCode>;

const said = (data: AnyData): string => (data['detail'] ? `: ${datum(data, 'detail')}` : '');
