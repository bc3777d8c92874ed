import type { PriorityPart } from '../model/reasons.ts';
import { isBuiltIn, TASK_KINDS } from '../model/task-kinds.ts';
import { wordsOf } from '../paths/path-words.ts';

/** Words of every goal; they say nothing about one. */
const EMPTY_WORDS = new Set(
  `implement implementing implementation improve improving create build make support enable allow better feature features
  story stories sprint release project product with from into that this their have more code work system
  application service`.split(/\s+/),
);

const TOPIC_POINTS = 10;
const PATH_POINTS = 5;

const topicsOf = (kind: string): ReadonlySet<string> =>
  isBuiltIn(kind) ? TASK_KINDS[kind].topics : new Set();

/** What serves the sprint goal comes first: by its kind, and by the files it is about. */
export function goalPoints(
  goal: string | undefined,
  kind: string,
  files: readonly string[],
): readonly PriorityPart[] {
  const words = goal === undefined ? [] : wordsOf(goal).filter((word) => word.length >= 4);
  const topic = words.find((word) => [...topicsOf(kind)].some((other) => areRelated(word, other)));
  const telling = words.filter((word) => !EMPTY_WORDS.has(word));
  const path = telling.find((word) =>
    files.some((file) => wordsOf(file).some((other) => areRelated(word, other))),
  );
  return [
    ...(topic === undefined
      ? []
      : [{ reason: { kind: 'goal-topic', word: topic } as const, points: TOPIC_POINTS }]),
    ...(path === undefined
      ? []
      : [{ reason: { kind: 'goal-path', word: path } as const, points: PATH_POINTS }]),
  ];
}

/** `user` and `users`, `auth` and `authentication`. */
const areRelated = (a: string, b: string): boolean =>
  a === b || (Math.min(a.length, b.length) >= 4 && (a.startsWith(b) || b.startsWith(a)));
