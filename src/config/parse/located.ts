import {
  type DataOf,
  type Problem,
  type ProblemCode,
  problemOf,
  type Where,
} from '../../core/model/problem.ts';

// What a file says, with the place of each part, so that parts can be moved (aliases, sections of other tools' files)
// and still be reported where the person wrote them.

/** Files larger than this are refused before they are read. */
export const MAX_BYTES = 1_000_000;
/** The same of tasks: backlogs are what they are. */
export const MAX_TASKS_BYTES = 16 * 1024 * 1024;
export const MAX_TASKS = 20_000;
/** Deeper nesting means nothing to us, and the parser's later stages run out of memory on 20,000 levels. */
export const MAX_DEPTH = 64;

/** Bytes of a file and the name to report it by. */
export interface SourceFile {
  readonly bytes: Uint8Array;
  readonly name: string;
}

export type Scalar = string | number | boolean | null;

/** A value and where it stands: for a member of a table the place of its key, else of the value itself. */
export interface Located {
  readonly where: Where;
  readonly content: Scalar | readonly Located[] | ReadonlyMap<string, Located>;
}

export type PathKey = string | number;

/** The value alone. Tables have no prototype: a key like `constructor` finds nothing that is not in the file. */
export function toPlain(node: Located): unknown {
  const { content } = node;
  if (isList(content)) return content.map(toPlain);
  if (!isTable(content)) return content;
  const plain: Record<string, unknown> = Object.create(null);
  for (const [key, member] of content) plain[key] = toPlain(member);
  return plain;
}

export const isTable = (content: Located['content']): content is ReadonlyMap<string, Located> =>
  content instanceof Map;

export const isList = (content: Located['content']): content is readonly Located[] => Array.isArray(content);

/** Members of a table; a value of another kind has none. */
export const membersOf = (node: Located | undefined): ReadonlyMap<string, Located> =>
  node !== undefined && isTable(node.content) ? node.content : new Map();

/** The node at a path, or the nearest one above it. */
export function findNearest(node: Located, path: readonly PathKey[]): Located {
  let at = node;
  for (const key of path) {
    const { content } = at;
    const next = isTable(content)
      ? content.get(String(key))
      : isList(content)
        ? content[Number(key)]
        : undefined;
    if (next === undefined) return at;
    at = next;
  }
  return at;
}

/** `agents.claude.at_once`, `claims.mergeable[2]`. */
export const dotted = (path: readonly PathKey[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`),
    '',
  );

/** The data of a code; nothing where it has none. */
type Said<C extends ProblemCode> =
  Record<string, never> extends DataOf<C> ? readonly [data?: DataOf<C>] : readonly [data: DataOf<C>];

// a code without data is told apart by the compiler alone
const dataOf = <C extends ProblemCode>([data]: readonly [data?: DataOf<C>]): DataOf<C> =>
  data ?? ({} as DataOf<C>);

export function errorAt<C extends ProblemCode>(where: Where, code: C, ...data: Said<C>): Problem {
  return problemOf(code, dataOf(data), { where });
}

export function warningAt<C extends ProblemCode>(where: Where, code: C, ...data: Said<C>): Problem {
  return problemOf(code, dataOf(data), { where, severity: 'warning' });
}

/** Problems in the order of the file. */
export const inFileOrder = (problems: readonly Problem[]): readonly Problem[] =>
  [...problems].sort(
    (a, b) => (a.where?.line ?? 0) - (b.where?.line ?? 0) || (a.where?.column ?? 0) - (b.where?.column ?? 0),
  );
