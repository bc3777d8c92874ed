import type { TaskPart } from '../../core/model/task-part.ts';
import { escapeText } from '../escape.ts';
import { shellWord } from '../shell-word.ts';
import type { Catalogue } from './entry.ts';
import { found } from './entry.ts';
import { datum } from './wording.ts';

const PARTS: Readonly<Record<TaskPart, string>> = {
  title: 'another title',
  acceptance: 'another acceptance',
  paths: 'other paths',
  command: 'another command',
};

/** Two that met in their first digits, or one of an earlier version, cannot be told apart by part. */
function otherParts(parts: readonly TaskPart[]): string {
  if (!Array.isArray(parts)) return String(parts); // the page of all problems asks with names alone
  return parts.length === 0 ? 'another text' : parts.map((part: TaskPart) => PARTS[part]).join(', ');
}

const MOST_NAMED = 10;

function someOf(paths: readonly string[]): string {
  if (!Array.isArray(paths)) return String(paths); // the page of all problems asks with names alone
  const more = paths.length - MOST_NAMED;
  const shown = paths.slice(0, MOST_NAMED).map((path) => escapeText(path));
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Tasks that were done, and about which a person has to say a word. */
export const doneProblems = {
  'done-otherwise': found((data, { own }) => ({
    what: `${datum(data, 'task')} was done ${data.commit === undefined ? 'without a change' : `as ${data.commit.slice(0, 7)}`} with ${otherParts(data.parts)}, and was left alone`,
    remedy: `to run it as it is now: ${own('run', '--again', data.task)}; to take it for done: ${own('run', '--accept', data.task)}`,
  })),
  'done-elsewhere': found((data, { own }) => ({
    what: `${datum(data, 'task')} was done in ${datum(data, 'ref')} (${data.commit.slice(0, 7)}), which conflicts with what is here in ${someOf(data.paths)}, and was left alone`,
    remedy: `git fetch ${shellWord(data.from)} ${shellWord(data.ref)} && git merge FETCH_HEAD, then ${own('run')}; or have it done anew: ${own('run', '--again', data.task)}`,
  })),
} satisfies Partial<Catalogue<'done-otherwise' | 'done-elsewhere'>>;
