import type { AnyData, ProblemCode } from '../../core/model/problem.ts';
import type { ProblemData } from '../../core/model/problem-data.ts';
import { bytesText } from '../bytes.ts';
import { count } from '../count.ts';
import { escapeText } from '../escape.ts';
import { shellWord } from '../shell-word.ts';
import type { Catalogue } from './entry.ts';
import { found, note, world } from './entry.ts';
import { datum } from './wording.ts';

const of = (data: { readonly task: string }): string => `task ${datum(data, 'task')}`;

const MOST_NAMED = 10;

/** The first few, and how many more there are. */
function shortList(items: readonly string[]): string {
  if (!Array.isArray(items)) return String(items); // the page of all problems asks with names alone
  const more = items.length - MOST_NAMED;
  const shown = items.slice(0, MOST_NAMED).map((item) => escapeText(item));
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** What takes the user's own work back first, then what is gone. */
function beyondList({ reverted, deleted, paths }: ProblemData['beyond-task']): string {
  if (!Array.isArray(paths)) return String(paths); // the page of all problems asks with names alone
  const told = new Set(reverted);
  const rest = (all: readonly string[]): readonly string[] => all.filter((path) => !told.has(path));
  return [
    ...(reverted.length === 0
      ? []
      : [`${shortList(reverted)} as before your branch changed ${reverted.length === 1 ? 'it' : 'them'}`]),
    ...(rest(deleted).length === 0 ? [] : [`deleted ${shortList(rest(deleted))}`]),
    ...(rest(paths).length === 0 ? [] : [shortList(rest(paths))]),
  ].join('; ');
}

// the page of all problems asks with names alone
const bytes = (value: number): string => (typeof value === 'number' ? bytesText(value) : String(value));

const because = (data: AnyData): string => (data['detail'] === '' ? '' : ` (${datum(data, 'detail')})`);

/** Words for what is met with agents' folders, and for what came out of them beside what was asked for. */
export const folderProblems = {
  'no-worktree': found((data) => ({
    what: `no worktree could be made at ${datum(data, 'path')}${because(data)}`,
    remedy: 'free the folder, or choose another with `worktrees:` in the configuration',
  })),
  'too-little-space': world((data, { own }) => ({
    what: `${count(data.folders, 'folder')} for agents and tests take about ${bytes(data.need)}, and the disk of ${datum(data, 'path')} has ${bytes(data.free)} left; nothing was started`,
    remedy: `free space, or work on another disk: ${own('run', '--worktrees')} <folder>${data.fit < 1 ? '' : `; or with fewer agents at once (--jobs): there is room for ${data.fit}`}`,
  })),
  'blobs-missing': world((data) => ({
    what: `this clone is a partial one, and what agents need could not be fetched from its server${because(data)}`,
    remedy: 'see that git fetch works here, then run again',
  })),
  'outside-task': note((data) => ({
    what: `${of(data)} changed more than it names: ${[
      ...(data.deleted.length === 0 ? [] : [`deleted ${shortList(data.deleted)}`]),
      ...(data.paths.length === 0 ? [] : [shortList(data.paths)]),
    ].join('; ')}`,
    remedy: 'look at these before you merge',
  })),
  'beyond-task': found((data, { own }) => ({
    what: `${of(data)} changed ${count(data.deleted.length + data.paths.length, 'path')} outside its own: ${beyondList(data)}; nothing was published`,
    remedy: `look at it: git fetch ${shellWord(data.folder)} ${shellWord(data.kept)} && git diff HEAD...FETCH_HEAD; to publish it as it is: ${own('run', '--accept', data.task)}`,
  })),
  'checkout-changed': note((data) => ({
    what: `while ${of(data)} ran, ${[
      ...(data.moved === true ? ['another commit was checked out'] : []),
      ...(data.paths.length === 0 ? [] : [`${shortList(data.paths)} changed`]),
    ].join(' and ')} in your checkout`,
    remedy: 'if that was not you, the agent worked there: git status, git reflog',
  })),
} satisfies Partial<Catalogue<ProblemCode>>;
