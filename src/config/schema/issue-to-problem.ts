import type * as v from 'valibot';
import { type CodeAndData, type Problem, problemOf } from '../../core/model/problem.ts';
import { dotted, findNearest, type Located, type PathKey } from '../parse/located.ts';
import { nearest } from './nearest.ts';

type Issue = v.BaseIssue<unknown>;

/** What valibot found, as problems of ours with the place in the file. `above`: the path that the issue's own starts from. */
export function issueToProblem(
  issue: Issue,
  root: Located,
  above: readonly PathKey[] = [],
): readonly Problem[] {
  const path = [...above, ...pathOf(issue)];
  const inner = issue.type === 'union' ? issuesOfMeantOption(issue) : undefined;
  if (inner !== undefined) return inner.flatMap((each) => issueToProblem(each, root, path));
  const node = findNearest(root, path);
  // A key that is missing has no place: the table's is shown.
  const where = {
    ...node.where,
    ...(node.where.key === undefined && path.length > 0 && { key: dotted(path) }),
  };
  return [{ ...describe(issue, path), where }];
}

const pathOf = (issue: Issue): PathKey[] =>
  (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));

/** A union fails with the issues of each option; those are meant whose outermost type fits what is there. */
function issuesOfMeantOption(issue: Issue): readonly Issue[] | undefined {
  const deeper = (issue.issues ?? []).filter(
    (each) => (each.path?.length ?? 0) > 0 || each.kind === 'validation',
  );
  return deeper.length > 0 ? deeper : undefined;
}

function describe(issue: Issue, path: readonly PathKey[]): CodeAndData {
  const [code, ...rest] = issue.message.split(' ');
  const value = shownValue(issue.input);
  const last = String(path.at(-1) ?? '');
  switch (code) {
    case 'unknown-key': {
      const near = nearest(last, rest);
      return { code, data: { key: last, known: rest, ...(near !== undefined && { nearest: near }) } };
    }
    case 'out-of-range':
      return { code, data: { value, min: Number(rest[0]), max: Number(rest[1]) } };
    case 'one-of':
      return badValue(issue.input, rest.join(' ').split('|'));
    case 'too-many': {
      const count = Array.isArray(issue.input) ? issue.input.length : 0;
      return { code: 'too-many-items', data: { count, max: Number(rest[0]) } };
    }
    case 'too-long':
      return { code, data: { max: Number(rest[0]) } };
    case 'bad-name': {
      const of = rest.join(' ');
      const near = of === 'id' || of === 'kind' ? asId(issue.input) : undefined;
      return { code, data: { value, of, ...(near !== undefined && { nearest: near }) } };
    }
    case 'bad-duration':
    case 'bad-date':
      return problemOf(code, { value });
    case 'empty-value':
      return { code, data: {} };
    case 'whole-number':
      return { code: 'wrong-type', data: { value, expected: ['whole number'] } };
    default:
      return describeType(issue, { value, last });
  }
}

function describeType(issue: Issue, { value, last }: { value: string; last: string }) {
  // valibot names the key in `expected` where a required one is missing.
  if (issue.input === undefined && issue.expected === `"${last}"`)
    return { code: 'missing-key', data: { key: last } } as const;
  if (issue.type === 'picklist') {
    return badValue(
      issue.input,
      listExpected(issue).map((word) => word.replace(/^"|"$/g, '')),
    );
  }
  return { code: 'wrong-type', data: { value, expected: listExpected(issue).map(typeName) } } as const;
}

function badValue(input: unknown, allowed: readonly string[]) {
  const near = typeof input === 'string' ? nearest(input, allowed) : undefined;
  const data = { value: shownValue(input), allowed, ...(near !== undefined && { nearest: near }) };
  return { code: 'bad-value', data } as const;
}

/** `("a" | "b")`, `string`, `(string | Array)` → the parts. */
const listExpected = (issue: Issue): readonly string[] => [
  ...new Set((issue.expected ?? '').replace(/[()]/g, '').split(' | ')),
];

const TYPE_NAMES: ReadonlyMap<string, string> = new Map([
  ['Array', 'list'],
  ['Object', 'table'],
  ['boolean', 'true or false'],
  ['string', 'text'],
]);
const typeName = (expected: string): string => TYPE_NAMES.get(expected) ?? expected;

/** A value as short as it can be recognised by. */
function shownValue(input: unknown): string {
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object' && input !== null) return 'a table';
  return typeof input === 'string' ? JSON.stringify(input.slice(0, 60)) : String(input);
}

/** `Fix-42: login!` → `fix-42-login`: what was probably meant, as it can be written. */
function asId(input: unknown): string | undefined {
  const folded = String(input)
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]+/g, '-')
    .replaceAll(/^[_-]+|-+$/g, '')
    .slice(0, 64);
  return folded === '' ? undefined : folded;
}
