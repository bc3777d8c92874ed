import type { PriorityPart } from '../model/reasons.ts';
import { wordsOf } from '../paths/path-words.ts';

/** Words of every goal; they say nothing about one. */
const EMPTY_WORDS = new Set(
  `implement implementing implementation improve improving create build make support enable allow better feature features
  story stories sprint release project product with from into that this their have more code work system
  application service`.split(/\s+/),
);

const TOPIC_POINTS = 10;
const PATH_POINTS = 5;

/** What a task is about, as a goal may name it. */
export interface GoalQuestion {
  readonly goal: string | undefined;
  /** Words of goals that its kind serves. */
  readonly topics: ReadonlySet<string>;
  readonly files: readonly string[];
  /** Lines of code, titles of findings: what else may name the goal. */
  readonly names: readonly string[];
}

/** What serves the sprint goal comes first: by its kind, by the files it is about, and by what stands in their lines. */
export function goalPoints({ goal, topics, files, names }: GoalQuestion): readonly PriorityPart[] {
  const words = goal === undefined ? [] : wordsOf(goal).filter((word) => word.length >= 4);
  const topic = words.find((word) => [...topics].some((other) => areRelated(word, other)));
  const telling = words.filter((word) => !EMPTY_WORDS.has(word));
  const named = new Set([...files, ...names].flatMap(wordsOf));
  const path = telling.find((word) => [...named].some((other) => areRelated(word, other)));
  return [
    ...(topic === undefined
      ? []
      : [{ reason: { kind: 'goal-topic', word: topic } as const, points: TOPIC_POINTS }]),
    ...(path === undefined
      ? []
      : [{ reason: { kind: 'goal-path', word: path } as const, points: PATH_POINTS }]),
  ];
}

/** Endings that a word may have on its stem: `user`, `users`; `pay`, `paying`, `payment`. */
const ENDINGS = /(?:ations?|ments?|ings?|ers?|ors?|ions?|ies|es|s|ed|e|y)$/;

const stemOf = (word: string): string => {
  const stem = word.replace(ENDINGS, '');
  return stem.length >= 4 ? stem : word;
};

/** `user` and `users`, `auth` and `authentication`, `caching` and `cache`. */
const areRelated = (a: string, b: string): boolean => {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < 4) return false;
  return a.startsWith(b) || b.startsWith(a) || stemOf(a) === stemOf(b);
};
