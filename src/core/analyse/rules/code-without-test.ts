import type { ChangedLine } from '../../model/changed-lines.ts';
import { compareText } from '../../model/compare-text.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { RepoPath } from '../../model/ids.ts';
import type { ProjectState } from '../../model/project-state.ts';
import { languageOf } from '../../paths/language-of.ts';
import { literalPattern } from '../../paths/match-paths.ts';
import { isMarkup } from '../lines/is-markup.ts';
import { realLines } from '../lines/real-lines.ts';
import { saysOnly } from '../risks/plain-code.ts';
import { type ChangedPath, isProductCode, present, type RuleInput, type TaskDraft } from './rule.ts';
import { testPaths } from './test-paths.ts';

/** Fewer new lines than these need no test of their own. */
const FEW_LINES = 8;
/** Functions and branches among them: what has none decides nothing. */
const FEW_DECISIONS = 2;
const MAX_SHOWN = 120;

const TESTED_LANGUAGES = new Set(
  'python typescript javascript go java kotlin rust ruby php csharp scala swift dart elixir cpp c'.split(' '),
);
const DECIDES =
  /\b(?:if|elif|else if|for|while|case|catch|except|match|switch|unless|rescue|when)\b|&&|\|\||\?\?|\s\?\s|=>\s*\{|\b(?:def|func|function|fn|fun)\s+\w|^\s*(?:public|private|protected|internal|static|async)\b[^=;]*\(/;

/** Code that such projects test, and that came or stays without one. */
export function proposeTests(input: RuleInput): TaskDraft | undefined {
  const { state, changed } = input;
  const orphans = findOrphans(input);
  const isTested = changed.some(isTestOfChange);
  const bare = isTested ? [] : findUntested(present(changed).filter(isNew(changed)), state);
  const defaults = isTested ? [] : findDefaults(present(changed), state);
  const evidence = [...orphans, ...bare, ...defaults];
  if (evidence.length === 0) return undefined;
  const files = [
    ...new Set([...orphans.map(({ of }) => of), ...[...bare, ...defaults].map(({ file }) => file)]),
  ];
  const lines = bare.reduce((sum, one) => sum + one.lines, 0);
  return {
    files,
    evidence,
    writes: testPaths(files, state).map(literalPattern),
    reads: files.map(literalPattern),
    weights: [
      ...(orphans.length > 0 ? [{ reason: { kind: 'test-removed' } as const, points: 10 }] : []),
      ...(lines >= 60 ? [{ reason: { kind: 'much-untested' } as const, points: 10 }] : []),
    ],
  };
}

/** A test that has new lines; also one in the file itself, as Rust has them. */
function isTestOfChange({ classes, change, lines }: ChangedPath): boolean {
  if (classes.has('test')) return change.kind !== 'deleted' && (change.added === null || change.added > 0);
  return (lines?.hunks ?? []).some(
    (hunk) =>
      /\b(?:mod tests?|fn test_\w+)\b/.test(hunk.context) ||
      hunk.lines.some(
        ({ side, text }) => side === 'added' && /#\[(?:\w+::)*test\b|#\[cfg\(test\)\]|^\s*>>> /.test(text),
      ),
  );
}

type Orphan = Extract<Evidence, { kind: 'test-removed' }>;

/** The test went, the file that it was about stays as it was. */
function findOrphans({ state, changed }: RuleInput): readonly Orphan[] {
  const byPath = new Map(changed.map((path) => [path.path, path]));
  return (state.tests ?? [])
    .filter(({ path, gone }) => gone && byPath.get(path)?.change.kind === 'deleted')
    .filter(({ of }) => !(state.tests ?? []).some((other) => other.of === of && !other.gone))
    .map(({ path, of }): Orphan => ({ kind: 'test-removed', file: path, of }))
    .sort((a, b) => compareText(a.file, b.file));
}

/** What is written in another language now (`a.js`, then `a.ts`) does what it did. */
function isNew(changed: readonly ChangedPath[]): (path: ChangedPath) => boolean {
  const old = new Set(
    changed.flatMap(({ path, change }) =>
      change.kind === 'deleted'
        ? [stemOf(path)]
        : change.oldPath === undefined
          ? []
          : [stemOf(change.oldPath)],
    ),
  );
  return ({ path, change }) =>
    (change.kind !== 'added' && change.kind !== 'renamed') || !old.has(stemOf(path));
}

const stemOf = (path: string): string => path.replace(/\.[^./]+$/, '');

type Untested = Extract<Evidence, { kind: 'untested' }>;

function findUntested(changed: readonly ChangedPath[], state: ProjectState): readonly Untested[] {
  const found = changed.flatMap((path) => untestedOf(path, state) ?? []);
  const decides = found.filter(({ lines }) => lines >= FEW_LINES);
  return decides.sort((a, b) => b.lines - a.lines || compareText(a.file, b.file));
}

function untestedOf(path: ChangedPath, state: ProjectState): Untested | undefined {
  if (!isTestable(path) || path.lines === undefined) return undefined;
  const like = path.lines.testsItself ? path.path : testLike(path.path, state);
  const fresh = realLines(path.lines).filter(
    ({ side, code }) => side === 'added' && !saysOnly(code) && !isMarkup(path.path, code),
  );
  const decisions = fresh.filter(({ code }) => DECIDES.test(code));
  const first = decisions[0];
  if (like === undefined || first === undefined || decisions.length < FEW_DECISIONS) return undefined;
  return {
    kind: 'untested',
    file: path.path,
    line: first.line,
    text: shown(first),
    lines: fresh.length,
    like,
  };
}

type Default = Extract<Evidence, { kind: 'default-untested' }>;

/** One line may do it: who leaves the parameter out gets something else from now on. */
function findDefaults(changed: readonly ChangedPath[], state: ProjectState): readonly Default[] {
  const testable = new Set(changed.filter(isTestable).map(({ path }) => path));
  return state.surface.flatMap(({ path, name, how, parameter, was }): Default[] => {
    const like = testable.has(path) ? testLike(path, state) : undefined;
    if (how !== 'default' || parameter === undefined || was === undefined || like === undefined) return [];
    return [
      { kind: 'default-untested', file: path, name: name.replace(/\.__init__$/, ''), parameter, was, like },
    ];
  });
}

const shown = ({ text }: ChangedLine): string => text.trim().slice(0, MAX_SHOWN);

const NOT_TESTED =
  /(?:^|\/)(?:scripts?|tools?|hack|bin|build|ci|\.github|migrations?|docs?)\/|\.d\.[cm]?ts$|\.config\.[cm]?[jt]s$|(?:^|\/)(?:setup|conf|settings|manage|__main__|version|_version)\.py$|(?:^|\/)(?:index|main|types?|constants?)\.[cm]?[jt]sx?$|(?:^|\/)types?\//i;

const isTestable = (path: ChangedPath): boolean =>
  isProductCode(path) &&
  !NOT_TESTED.test(path.path) &&
  !path.classes.has('migration') &&
  TESTED_LANGUAGES.has(languageOf(path.path) ?? '');

/** The test of the file itself, or of another file of its folder that is written in its language. */
function testLike(file: RepoPath, { tests = [] }: ProjectState): RepoPath | undefined {
  const known = tests.filter(({ gone }) => !gone);
  const own = known.find(({ of }) => of === file);
  if (own !== undefined) return own.path;
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const ending = file.slice(file.lastIndexOf('.'));
  return known.find(
    ({ of }) => of.startsWith(folder) && !of.slice(folder.length).includes('/') && of.endsWith(ending),
  )?.path;
}
