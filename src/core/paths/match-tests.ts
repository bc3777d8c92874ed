import { compareText } from '../model/compare-text.ts';
import type { RepoPath } from '../model/ids.ts';
import type { TestOf } from '../model/project-state.ts';
import { languageOf } from './language-of.ts';

/** The tests of each file by their names: `test_users.py`, `users.test.ts`, `UsersTest.java` are tests of `users`. */
export function matchTests(files: readonly RepoPath[], tests: readonly RepoPath[]): readonly TestOf[] {
  const byStem = new Map<string, RepoPath[]>();
  for (const test of tests) {
    const stem = testedStem(test);
    if (stem === undefined) continue;
    const group = byStem.get(stem);
    if (group) group.push(test);
    else byStem.set(stem, [test]);
  }
  return files.flatMap((of) =>
    nearest(of, (byStem.get(stemOf(of)) ?? []).filter(canTest(of))).map((path) => ({ path, of })),
  );
}

/** Languages that run each other's code. */
const TOGETHER: readonly (readonly string[])[] = [
  ['javascript', 'typescript'],
  ['java', 'kotlin', 'scala'],
  ['c', 'cpp'],
];
/** Those drive the program as its users do: of which file they are a test, their names do not tell. */
const FROM_WITHOUT = /(?:^|\/)(?:cypress|e2e|playwright)\/|[._-](?:e2e|cy)\.\w+$/;

function canTest(of: string): (test: string) => boolean {
  const language = languageOf(of);
  const group = TOGETHER.find((one) => language !== undefined && one.includes(language)) ?? [language ?? ''];
  return (test) => group.includes(languageOf(test) ?? '') && !FROM_WITHOUT.test(test);
}

/** Whether a path is named as the test of something, whatever it is; helpers and data of tests are not. */
export const isNamedAsTest = (path: string): boolean => testedStem(path) !== undefined;

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const stemOf = (path: string): string =>
  nameOf(path)
    .replace(/\.[^.]*$/, '')
    .toLowerCase();

/** `users` of `test_users.py`; undefined for helpers and data of tests. */
function testedStem(test: string): string | undefined {
  const stem = nameOf(test).replace(/\.[^.]*$/, '');
  const found =
    /^test_(.+)$/.exec(stem) ??
    /^(.+?)[._-](?:test|tests|spec|e2e|cy)$/.exec(stem) ??
    /^(.+?)(?:Test|Tests|Spec|IT)$/.exec(stem);
  return found?.[1]?.toLowerCase();
}

/** Of several tests of one name those whose path has most in common with the file's: `index` is in every package. */
function nearest(of: string, tests: readonly RepoPath[]): readonly RepoPath[] {
  const parts = new Set(of.split('/').slice(0, -1));
  const score = (test: string): number => test.split('/').filter((part) => parts.has(part)).length;
  const best = tests.reduce((most, test) => Math.max(most, score(test)), 0);
  return tests
    .filter((test) => score(test) === best)
    .sort(compareText)
    .slice(0, 3);
}
