import type { DataOf, DoctorProblemCode } from '../../core/model/problem.ts';
import { escapeText } from '../escape.ts';
import { listTexts } from '../list-texts.ts';
import { deleteRefCommand } from './delete-ref-command.ts';
import type { Catalogue } from './entry.ts';
import { found, held, note, world } from './entry.ts';
import { datum, itemsOf } from './wording.ts';

/** As many as are named. */
const MOST = 20;
const FIX = ['doctor', '--fix'] as const;

/** Words for what `doctor` finds. */
export const doctorProblems = {
  'litter-locks': note((data, { own }) => ({
    what: `${datum(data, 'count')} locks of claims that have ended: ${datum(data, 'paths')}`,
    remedy: `${own(...FIX)} removes them; whoever wants one of these paths does so too`,
  })),
  'expired-claims': note((data, { own }) => ({
    what: `${datum(data, 'count')} claims whose lease is over or whose holder is gone: ${datum(data, 'claims')}`,
    remedy: `${own(...FIX)} ends them; their holders’ unpublished work stays where it is`,
  })),
  'stuck-claims': note((data, { own }) => ({
    what: `${datum(data, 'count')} claims that landed in part, and whose lease is over: ${datum(data, 'paths')}`,
    remedy: `${own(...FIX)} makes sure that they cannot land any more`,
  })),
  'unknown-locks': note((data, { own }) => ({
    what: `${datum(data, 'count')} locks whose record cannot be read: ${datum(data, 'paths')}`,
    remedy: `ask who made them; ${own('release', '--force')} <path> deletes what is at or below a path`,
  })),
  'old-tasks': note((data, { own }) => ({
    what: `${datum(data, 'count')} task refs of runs that have been over for more than a day`,
    remedy: `${own(...FIX)} deletes them`,
  })),
  'old-runs': note((data, { own }) => ({
    what: `${datum(data, 'count')} runs that have been over for more than a day, or left for more than 14: ${datum(data, 'runs')}`,
    remedy: `${own(...FIX)} deletes their refs; what they brought to a branch stays there`,
  })),
  'left-waits': note((data, { own }) => ({
    what: `${datum(data, 'count')} places in line whose waiting ended more than a day ago`,
    remedy: `${own(...FIX)} deletes them; nobody has to wait for them`,
  })),
  'unreadable-tasks': note((data) => ({
    what: `${datum(data, 'count')} task refs that cannot be read: ${datum(data, 'refs')}`,
    remedy: 'a newer version of agentic-plan may have made them: update; they are never deleted by this one',
  })),
  'misplaced-refs': note((data) => ({
    what: `${data.refs.length === 1 ? 'a ref stands' : `${data.refs.length} refs stand`} under refs/agentic where none of ours can, and may keep ours from being made: ${datum(data, 'refs')}`,
    remedy: `once nobody needs ${data.refs.length === 1 ? 'it' : 'them'} (a newer version of agentic-plan may):${deletions(data)}`,
  })),
  'left-worktrees': note((data, { own }) => ({
    what: `${datum(data, 'count')} worktrees of runs that are gone: ${datum(data, 'paths')}`,
    remedy: `${own(...FIX)} removes them and what still runs in them; so does the next run`,
  })),
  'hook-without-program': note((data, { own }) => ({
    what: `${datum(data, 'hook')} asks agentic-plan, and does not find it: pushes are not looked at`,
    remedy: `install it where the hook looks, or ${own(...FIX)}, which notes where this one is`,
  })),
  'hook-silent': note((data, { own }) => ({
    what: `${datum(data, 'hook')} was called and did not answer: ${datum(data, 'detail')}`,
    remedy: `put agentic-plan on PATH where hooks look, and write the hook anew: ${own('init', data.part)}`,
  })),
  'hooks-not-installed': note((data) => ({
    what: `${datum(data, 'tool')} has our ${datum(data, 'hook')} in its list, and git does not call ${datum(data, 'tool')} for it in this clone`,
    remedy: datum(data, 'install'),
  })),
  'agent-not-starting': note((data) => ({
    what: `${datum(data, 'program')} --version did not end well: ${datum(data, 'detail')}`,
    remedy: `install ${datum(data, 'program')} anew as its vendor says, or take it out of the configuration`,
  })),
  'agent-logged-out': note((data) => ({
    what: `${datum(data, 'program')} is not logged in, as it says itself`,
    remedy: `${datum(data, 'login')}, or give it its key in the environment`,
  })),
  'clock-behind': note((data) => ({
    what: `this machine’s clock is at least ${datum(data, 'seconds')} s behind: there are commits of the remote from then`,
    remedy: 'set the clock (timedatectl set-ntp true): leases are shown by it',
  })),
  'private-broken': note((data, { own }) => ({
    what: `the private repository ${datum(data, 'path')} is not sound: ${datum(data, 'detail')}`,
    remedy: `${own('doctor', '--purge')} removes it; the next command makes it anew`,
  })),
  'private-damaged': world((data, { own }) => ({
    what: `our own repository ${datum(data, 'path')} is damaged, not your clone: ${damageText(data)}`,
    remedy: `${own('doctor', '--fix')} mends what can be mended and names what cannot`,
  })),
  'lost-refs': note((data) => ({
    what: `could not be saved, because its objects are nowhere any more: ${datum(data, 'refs')}`,
    remedy: 'run again: what is not published is done again',
  })),
  'private-leftovers': note((data, { own }) => ({
    what: `left of private repositories that were replaced or never finished: ${datum(data, 'paths')}`,
    remedy: `${own('doctor', '--fix')} removes what was never finished, ${own('doctor', '--purge')} all of it`,
  })),
  'kept-work': found((data, { own }) => ({
    what: `unpublished work is kept in ${datum(data, 'path')}: ${datum(data, 'refs')}`,
    remedy: `take it first (git fetch <that folder> <ref>); ${own('doctor', '--purge', '--force')} removes it too`,
  })),
  'server-lock-files': world((data) => ({
    what: `the server keeps lock files of a killed process: ${datum(data, 'files')}`,
    remedy:
      'somebody with access to the server has to delete them, once no git is at work there; until then nothing can be changed',
  })),
  'still-at-work': held((data) => ({
    what: `commands of this clone are still at work: ${datum(data, 'who')}`,
    remedy: 'wait for them or end them, then repeat the command',
  })),
  'fix-incomplete': note((data, { own }) => ({
    what: `not all could be put right: ${datum(data, 'detail')}`,
    remedy: `${own(...FIX)} once more; somebody may have been at work on the same refs`,
  })),
} satisfies Catalogue<DoctorProblemCode>;

function damageText({ files, refs, detail }: DataOf<'private-damaged'>): string {
  if (detail !== undefined && files.length + refs.length === 0) return escapeText(detail, 300);
  const named = (what: string, items: readonly string[]): readonly string[] =>
    items.length === 0 ? [] : [`${what} ${Array.isArray(items) ? listTexts(items) : items}`];
  return [...named('unreadable objects', files), ...named('refs to lost objects', refs)].join('; ');
}

/** One command a line where there are several. */
function deletions(data: DataOf<'misplaced-refs'>): string {
  const [first = '', ...more] = itemsOf(data, 'refs')
    .slice(0, MOST)
    .map((ref) => deleteRefCommand(data, ref));
  return more.length === 0 ? ` ${first}` : ['', first, ...more].join('\n  ');
}
