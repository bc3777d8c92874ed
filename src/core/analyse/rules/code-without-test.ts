import type { ChangedLine } from '../../model/changed-lines.ts';
import { compareText } from '../../model/compare-text.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { RepoPath } from '../../model/ids.ts';
import type { ProjectState } from '../../model/project-state.ts';
import { languageOf } from '../../paths/language-of.ts';
import { literalPattern } from '../../paths/match-paths.ts';
import { isMarkup } from '../lines/is-markup.ts';
import { realLines } from '../lines/real-lines.ts';
import { isRevert, onlyDeprecates, type Said, saidOfFault } from '../messages/read-subjects.ts';
import { findCodeRisks } from '../risks/find-code-risks.ts';
import { saysOnly, withoutStrings } from '../risks/plain-code.ts';
import { type ChangedPath, isProductCode, present, type RuleInput, type TaskDraft } from './rule.ts';
import { testPaths } from './test-paths.ts';

/** Fewer new lines than these need no test of their own. */
const FEW_LINES = 8;
/** Functions and branches among them: what has none decides nothing. */
const FEW_DECISIONS = 2;
/** As many are worth a test even where only files around have some. */
const MANY_LINES = 30;
const MANY_DECISIONS = 5;
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
  const isTested =
    changed.some(isTestOfChange) || isRevert(state.messages ?? []) || onlyDeprecates(state.messages ?? []);
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
      ...(bare.some(({ mends }) => mends !== undefined)
        ? [{ reason: { kind: 'mends-fault' } as const, points: 5 }]
        : []),
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
        ({ side, text, kind }) =>
          side === 'added' && (kind === 'test' || /#\[(?:\w+::)*test\b|#\[cfg\(test\)\]|^\s*>>> /.test(text)),
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
/** What a message says that mends a fault there. */
type Mending = (path: RepoPath) => string | undefined;

function findUntested(changed: readonly ChangedPath[], state: ProjectState): readonly Untested[] {
  let said: { readonly is: Said | undefined } | undefined;
  // Read for the first line that decides something: most small changes have none.
  const mendsIn: Mending = (path) => {
    said ??= { is: saidOfFault(state.messages ?? []) };
    return said.is?.message.paths?.has(path) === false ? undefined : said.is?.subject;
  };
  return changed
    .flatMap((path) => untestedOf(path, { state, mendsIn }) ?? [])
    .sort((a, b) => b.lines - a.lines || compareText(a.file, b.file));
}

function untestedOf(
  path: ChangedPath,
  { state, mendsIn }: { readonly state: ProjectState; readonly mendsIn: Mending },
): Untested | undefined {
  if (!isTestable(path) || path.lines === undefined) return undefined;
  const fresh = realLines(path.lines).filter(
    ({ side, code }) => side === 'added' && !saysOnly(code) && !isMarkup(path.path, code),
  );
  const decisions = fresh.filter(({ code }) => DECIDES.test(withoutStrings(code)));
  const [first] = decisions;
  if (first === undefined) return undefined;
  const mends = mendsIn(path.path);
  const gone = realLines(path.lines).filter(({ side }) => side === 'removed').length;
  // As many lines as before: it is said in another way, until somebody says otherwise.
  const isNewer = fresh.length - gone >= FEW_LINES || gone < fresh.length / 2;
  const much = fresh.length >= MANY_LINES && decisions.length >= MANY_DECISIONS;
  const some = isNewer && fresh.length >= FEW_LINES && decisions.length >= FEW_DECISIONS;
  const own = path.lines.testsItself ? path.path : ownTest(path.path, state);
  const like = own ?? (some ? testLike(path.path, { state, from: much ? 'around' : 'beside' }) : undefined);
  // Who mends a fault, or decides what others may do, shows it with a test, however few lines it took.
  const dear = mends !== undefined || (guards(path) && fresh.length > gone + 1);
  if (like === undefined || !(some || (dear && own !== undefined))) return undefined;
  return {
    kind: 'untested',
    file: path.path,
    line: first.line,
    text: shown(first),
    lines: fresh.length,
    like,
    ...(mends === undefined ? {} : { mends }),
  };
}

const guards = (path: ChangedPath): boolean =>
  findCodeRisks(path).some(
    ({ weak, evidence }) => !weak && evidence.removed !== true && evidence.risk !== 'handler',
  );

type Default = Extract<Evidence, { kind: 'default-untested' }>;

/** One line may do it: who leaves the parameter out gets something else from now on. */
function findDefaults(changed: readonly ChangedPath[], state: ProjectState): readonly Default[] {
  const testable = new Set(changed.filter(isTestable).map(({ path }) => path));
  return state.surface.flatMap(({ path, name, how, parameter, was }): Default[] => {
    const like = testable.has(path)
      ? (ownTest(path, state) ?? testLike(path, { state, from: 'beside' }))
      : undefined;
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

const ownTest = (file: RepoPath, { tests = [] }: ProjectState): RepoPath | undefined =>
  tests.find(({ gone, of }) => !gone && of === file)?.path;

/** The test of another file that is written in the same language: of its folder, or of those around it. */
function testLike(
  file: RepoPath,
  { state, from }: { readonly state: ProjectState; readonly from: 'beside' | 'around' },
): RepoPath | undefined {
  const known = (state.tests ?? []).filter(({ gone, of }) => !gone && of.endsWith(endingOf(file)));
  const folder = folderOf(file);
  const beside = known.find(({ of }) => folderOf(of) === folder);
  if (beside !== undefined || from === 'beside') return beside?.path;
  const around = folderOf(folder.slice(0, -1));
  return around === '' ? undefined : known.find(({ of }) => of.startsWith(around))?.path;
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
const endingOf = (path: string): string => path.slice(path.lastIndexOf('.'));
