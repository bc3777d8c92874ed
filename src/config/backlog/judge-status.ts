/**
 * `done`: what needs it may start. `aside`: it is not to be done now, or never, and what needs it is not either.
 * `blocked`: it waits, says the backlog, without saying for what. `unknown`: to be done, and told.
 */
export type StatusVerdict = 'open' | 'done' | 'aside' | 'blocked' | 'unknown';

const WORDS = {
  done: 'done|complete|completed|closed|finished|merged|resolved|shipped|released|implemented|deployed|fixed|accepted|verified',
  aside:
    'review|in review|under review|ready for review|in qa|testing|in testing|deferred|on hold|postponed|parked|icebox|cancelled|canceled|wont fix|wontfix|wont do|not planned|rejected|obsolete|superseded|duplicate|abandoned|tombstone|pinned|draft',
  blocked: 'blocked|waiting',
  open: 'to do|todo|open|new|ready|planned|pending|not started|backlog|proposed|approved|in progress|in development|started|doing|wip|active|hooked|reopened|next|current',
} as const satisfies Partial<Record<StatusVerdict, string>>;

const VERDICTS = Object.entries(WORDS).flatMap(([verdict, words]) =>
  words.split('|').map((word) => [word, verdict as keyof typeof WORDS] as const),
);
const LONGEST_FIRST = VERDICTS.toSorted(([one], [other]) => other.length - one.length);

/** What a tool's word says, by its first words: `✅ Completed (except docs)` is done, `Not completed` is nothing we know. */
export function judgeStatus(status: string): StatusVerdict {
  const words = statusWords(status);
  if (words === '') return 'open';
  return LONGEST_FIRST.find(([word]) => words === word || words.startsWith(`${word} `))?.[1] ?? 'unknown';
}

const statusWords = (status: string): string =>
  status
    .toLowerCase()
    .replaceAll(/[’']/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** All words that mean it, for the documentation. */
export const STATUS_WORDS: Readonly<Record<keyof typeof WORDS, string>> = WORDS;
