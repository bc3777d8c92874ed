import type { RepoPath } from '../../core/model/ids.ts';
import type { TestOf } from '../../core/model/project-state.ts';
import { classifyPath } from '../../core/paths/classify-path.ts';
import { isNamedAsTest, matchTests } from '../../core/paths/match-tests.ts';
import { isPresentCode } from './has-class.ts';
import type { Signal, SignalQuestion } from './signal.ts';

/** Files of one folder that are asked about; more of them say nothing more. */
const MAX_FILES = 2_000;

/** Tests that the project has for changed files and for those beside and around them, and tests that the change removed. */
export const testsSignal: Signal = {
  gives: ['tests'],
  isWanted: ({ changes }) => changes.some((change) => isPresentCode(change) || change.kind === 'deleted'),
  read: async (ask) => {
    const all = await ask.files();
    return { found: { tests: [...presentTests(ask, all), ...goneTests(ask, all)] } };
  },
};

function presentTests({ changes }: SignalQuestion, all: readonly RepoPath[]): readonly TestOf[] {
  // The name first: what a whole repository's paths are about takes long to find.
  const tests = all.filter((path) => isNamedAsTest(path) && classifyPath(path).has('test'));
  if (tests.length === 0) return [];
  const code = changes.filter(isPresentCode).map(({ path }) => path);
  const folders = new Set(code.map(folderOf));
  // The root is around everything, and tells nothing.
  const around = new Set([...folders].map(folderAround).filter((folder) => folder !== ''));
  const isNear = (folder: string): boolean =>
    folders.has(folder) || around.has(folder) || around.has(folderAround(folder));
  const source = all.filter((path) => isNear(folderOf(path)) && classifyPath(path).has('source'));
  const beside = source.filter((path) => folders.has(folderOf(path)));
  return matchTests([...new Set([...code, ...beside, ...source])].slice(0, MAX_FILES), tests);
}

/** What a removed test was about, where that is still there. */
function goneTests({ changes }: SignalQuestion, all: readonly RepoPath[]): readonly TestOf[] {
  const gone = changes
    .filter(({ kind, path }) => kind === 'deleted' && classifyPath(path).has('test'))
    .map(({ path }) => path);
  if (gone.length === 0) return [];
  // What went with its test is none of those that stay, though others are called like it.
  const alsoGone = changes.filter(({ kind }) => kind === 'deleted').map(({ path }) => path);
  const source = [...all, ...alsoGone].filter((path) => classifyPath(path).has('source'));
  const isGone = new Set(alsoGone);
  const taken = new Set(matchTests(alsoGone, gone).map(({ path }) => path));
  return matchTests(source, gone)
    .filter(({ path, of }) => !isGone.has(of) && !taken.has(path))
    .map((one) => ({ ...one, gone: true as const }));
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
const folderAround = (folder: string): string => folderOf(folder.slice(0, -1));
