import type { Evidence, TaskWords } from '../../core/model/evidence.ts';
import { count } from '../count.ts';
import { evidenceText } from './evidence-words.ts';

/** Titles and reasons of derived tasks. */
export const TASK_WORDS: TaskWords = {
  title: (lead, files) => `${lead} ${nameFiles(files)}`,
  why: whyText,
};

/** `src/a.ts`, `src/a.ts and src/b.ts`, `src/a.ts and 4 more`. */
function nameFiles(files: readonly string[]): string {
  const [first = '', second] = files;
  if (second === undefined) return first;
  return files.length === 2 ? `${first} and ${second}` : `${first} and ${files.length - 1} more`;
}

/** Said beside the first, however many others there are. */
const SAYS_MORE: readonly Evidence['kind'][] = ['audited', 'left-out', 'unlisted'];

const MOST_REASONS = 3;

/** The most telling evidence of each sort, what goes with it, and how much more there is. */
function whyText(evidence: readonly Evidence[]): string {
  const telling = evidence.filter(({ kind }) => !SAYS_MORE.includes(kind));
  const beside = evidence.filter(({ kind }) => SAYS_MORE.includes(kind));
  const sorts = new Map<string, Evidence>();
  for (const one of telling) if (!sorts.has(sortOf(one))) sorts.set(sortOf(one), one);
  const shown = [...sorts.values()].slice(0, MOST_REASONS);
  const more = telling.length - shown.length;
  const rest = more === 0 ? [] : [`${count(more, 'more reason')} in \`explain\``];
  return [...[...shown, ...beside].map(evidenceText), ...rest].join('; ');
}

const sortOf = (evidence: Evidence): string =>
  evidence.kind === 'risk' ? `risk ${evidence.risk}` : evidence.kind;
