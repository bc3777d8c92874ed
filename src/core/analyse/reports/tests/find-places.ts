import type { RepoPath } from '../../../model/ids.ts';
import { isLine } from '../report.ts';
import type { PathResolver } from '../resolve-report-path.ts';
import type { JunitTest } from './parse-junit.ts';

/** How names of a report are understood: as paths, as ends of paths, as import paths of Go. */
export interface NameResolvers {
  readonly path: PathResolver;
  readonly ending: PathResolver;
  readonly import: PathResolver;
}

export interface Place {
  readonly path: RepoPath;
  readonly line?: number;
}

const MAX_PLACES = 30;
const MAX_LINE = 2_000;
const MAX_LINES = 1_000;

/** Files of the repository where a test failed: its own first, then those of the trace in its order. */
export function findPlaces(test: JunitTest, resolve: NameResolvers): readonly Place[] {
  const places: Place[] = [];
  const add = (path: RepoPath | undefined, line?: number): void => {
    if (path === undefined || places.length >= MAX_PLACES) return;
    if (places.some((place) => place.path === path && place.line === line)) return;
    places.push({ path, ...(isLine(line) ? { line } : {}) });
  };
  if (test.file !== undefined) add(resolve.path(test.file) ?? resolve.ending(test.file), test.line);
  else add(fileOfClass(test, resolve));
  for (const line of test.trace.split(/\r?\n/, MAX_LINES))
    if (line.length <= MAX_LINE)
      for (const { name, at } of mentionsIn(line)) add(resolveMention(name, test, resolve), at);
  return withoutBare(places);
}

/** A file that is named with a line needs not stand there without one, too. */
const withoutBare = (places: readonly Place[]): readonly Place[] =>
  places.filter(
    (place) =>
      place.line !== undefined || !places.some(({ path, line }) => path === place.path && line !== undefined),
  );

// at com.acme.shop.PriceTest.total(PriceTest.java:12)
const JAVA_FRAME =
  /\bat (?:[\w.@$-]+\/)*([\w$.]+)\.[\w$<>]+\(([\w$-]+\.(?:java|kt|scala|groovy)):(\d{1,9})\)/;
//   File "/w/shop/test_price.py", line 12, in test_total
const PYTHON_FRAME = /File "([^"]{1,1000})", line (\d{1,9})/;
// in C:\w\Shop\PriceTests.cs:line 12
const DOTNET_FRAME = / in ([^\s:][^:]{0,1000}(?::[^:]{1,1000})?):line (\d{1,9})/;
// src/price.ts:12:5   (file:///w/src/price.ts:12:5)   C:\w\price.js:12   price_test.go:12: wanted 3   ./spec/a_spec.rb:12
const ANY_PLACE = /(?:[A-Za-z]:)?[\w@.+~/\\[\]-]{1,500}\.[A-Za-z]\w{0,9}:(\d{1,9})\b/g;

interface Mention {
  readonly name: string;
  readonly at: number;
}

function mentionsIn(line: string): readonly Mention[] {
  const java = JAVA_FRAME.exec(line);
  if (java !== null) {
    const [, className = '', file = '', at] = java;
    const folders = className.split('.').slice(0, -1);
    return [{ name: [...folders, file].join('/'), at: Number(at) }];
  }
  const named = PYTHON_FRAME.exec(line) ?? DOTNET_FRAME.exec(line);
  if (named !== null) return [{ name: named[1] ?? '', at: Number(named[2]) }];
  return [...line.matchAll(ANY_PLACE)].map(([found, at]) => ({
    name: found.slice(0, found.lastIndexOf(':')),
    at: Number(at),
  }));
}

function resolveMention(name: string, test: JunitTest, resolve: NameResolvers): RepoPath | undefined {
  const path = resolve.path(name);
  if (path !== undefined) return path;
  const isBare = !/[\\/]/.test(name);
  // go test names files without their package, which the suite or the class is called after
  if (name.endsWith('.go') && isBare)
    return resolve.import(`${test.className}/${name}`) ?? resolve.import(`${test.suite}/${name}`);
  return isBare ? undefined : resolve.ending(name);
}

const CLASS_FILES = ['.java', '.kt', '.scala', '.groovy', '.py', '.php', '.cs'] as const;

/** `com.acme.PriceTest` or `tests.test_price.TestTotal`; vitest writes the file itself as the class. */
function fileOfClass({ className, suite }: JunitTest, resolve: NameResolvers): RepoPath | undefined {
  const asPath = resolve.path(className) ?? resolve.path(suite);
  if (asPath !== undefined) return asPath;
  if (!/^[\w.$]{1,500}$/.test(className) || !className.includes('.')) return undefined;
  const parts = (className.split('$')[0] ?? '').split('.');
  // a class of Python stands in its module: the last part may be no file
  for (const length of [parts.length, parts.length - 1]) {
    if (length < 2 && length < parts.length) break;
    const stem = parts.slice(0, length).join('/');
    for (const ending of CLASS_FILES) {
      const path = resolve.path(`${stem}${ending}`) ?? resolve.ending(`${stem}${ending}`);
      if (path !== undefined) return path;
    }
  }
  return undefined;
}
