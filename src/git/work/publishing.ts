import { createHash } from 'node:crypto';
import type { CommitFiles, Publishing } from '../../app/ports/publishing.ts';
import { compareText } from '../../core/model/compare-text.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import { oidOf, refName } from '../../core/model/ids.ts';
import type { CloneFacts } from '../clone/clone-facts.ts';
import type { GitCall } from '../exec-git.ts';
import { failGit } from '../fail-git.ts';
import { pathFromBytes } from '../path-bytes.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { splitNul } from '../split-records.ts';
import { findObstacle, moveCloneBranch, readCloneBranch } from './clone-branch.ts';
import { findMarkers } from './find-markers.ts';
import { trailerFinder } from './find-trailers.ts';
import { listKeptPieces } from './kept-work.ts';
import { mergeCommits } from './merge-trees.ts';
import { readOthersChange } from './others-changes.ts';
import { parseTreeDiff } from './parse-tree-diff.ts';
import { readFiles } from './read-files.ts';
import { readChangedBy, readHistory } from './read-task-lines.ts';
import { takePaths } from './take-paths.ts';
import { trialMerge } from './trial-merge.ts';
import { commitWriter } from './write-commit.ts';

// Many tasks are claimed on one result; in a large repository its listing is large.
const MOST_LISTINGS = 2;
const MOST_TREES = 16;

/** Results, in the private repository. */
export function gitPublishing(
  repository: PrivateRepository,
  clone: Pick<CloneFacts, 'commonDir'>,
): Publishing & CommitFiles {
  const asking = askerOf(repository);
  const trees = treeQuestions(asking);
  return { ...trees, ...commitQuestions(repository, asking, trees), ...cloneQuestions(repository, clone) };
}

/** What git answers; a question that it does not answer is an error. */
interface Asking {
  readonly ask: (what: string, call: Omit<GitCall, 'cwd'>) => Promise<Buffer>;
  readonly oidOf: (what: string, call: Omit<GitCall, 'cwd'>) => Promise<Oid>;
}

function askerOf(repository: PrivateRepository): Asking {
  const ask: Asking['ask'] = async (what, call) => {
    const result = await repository.git(call);
    if (result.code !== 0) throw failGit(what, result);
    return result.stdout;
  };
  return { ask, oidOf: async (what, call) => oidOf((await ask(what, call)).toString('latin1').trim()) };
}

type TreeQuestions = Pick<Publishing, 'treeOf' | 'changedPaths' | 'digestOf' | 'listFiles'>;

const treeQuestions = ({ ask, oidOf }: Asking): TreeQuestions => ({
  treeOf: rememberLast(MOST_TREES, (of) =>
    oidOf('rev-parse', { args: ['rev-parse', '--verify', `${of}^{tree}`] }),
  ),
  changedPaths: async (from, to) => {
    const args = ['diff-tree', '-r', '-z', '--raw', '--no-renames', from, to];
    return parseTreeDiff(await ask('diff-tree', { args })).map(({ path }) => path);
  },
  digestOf: async (tree, isWanted) => {
    const lines = splitNul(await ask('ls-tree', { args: ['ls-tree', '-r', '-z', tree] })).filter((line) =>
      isWanted(pathFromBytes(line.subarray(line.indexOf(9) + 1))),
    );
    return createHash('sha256').update(Buffer.concat(lines)).digest('hex');
  },
  listFiles: rememberLast(MOST_LISTINGS, async (of) =>
    splitNul(await ask('ls-tree', { args: ['ls-tree', '-r', '-z', '--name-only', of] }))
      .map((name): RepoPath => pathFromBytes(name))
      .sort(compareText),
  ),
});

function commitQuestions(repository: PrivateRepository, { ask, oidOf }: Asking, trees: TreeQuestions) {
  const write = commitWriter(repository);
  const trailers = trailerFinder(ask);
  const commit: Publishing['commit'] = async (wish) => {
    const made = await write(wish);
    trailers.note(made, wish);
    return made;
  };
  const merge: Publishing['merge'] = (ours, theirs) => mergeCommits(repository, ours, theirs);
  const parentOf = (of: Oid): Promise<Oid> =>
    oidOf('rev-parse', { args: ['rev-parse', '--verify', `${of}^1`] });
  return {
    commit,
    commitFile: fileCommitter({ oidOf, commit }),
    readFile: async ({ name, ...wish }) =>
      (await readFiles(repository, { ...wish, names: [name] })).get(name),
    readFiles: (wish) => readFiles(repository, wish),
    merge,
    trialMerge: (pair) => trialMerge({ ...trees, parentOf, commit, merge }, pair),
    takePaths: (wish) => takePaths(repository, wish),
    leftMarkers: (pair) => findMarkers(ask, pair),
    othersChange: (range) => readOthersChange(ask, range),
    findTrailer: trailers.find,
    readTaskLines: (history) => readHistory(ask, history),
    changedBy: (commits) => readChangedBy(ask, commits),
    contains: async (question) =>
      question.commit === question.in ||
      (await repository.git({ args: ['merge-base', '--is-ancestor', question.commit, question.in] })).code ===
        0,
    keep: async (name, kept) => {
      const ref = refName(`refs/kept/${name}`);
      await ask('update-ref', { args: ['update-ref', ref, kept] });
      return ref;
    },
    listKept: () => listKeptPieces(repository),
  } satisfies Partial<Publishing & CommitFiles>;
}

const cloneQuestions = (repository: PrivateRepository, { commonDir }: Pick<CloneFacts, 'commonDir'>) =>
  ({
    folder: repository.path,
    cloneBranch: (ref) => readCloneBranch(commonDir, ref),
    cloneObstacle: (ref) => findObstacle(commonDir, ref),
    moveCloneBranch: (wish) => moveCloneBranch({ ...wish, repository, commonDir }),
  }) satisfies Partial<Publishing>;

const fileCommitter =
  ({ oidOf, commit }: Pick<Asking, 'oidOf'> & Pick<Publishing, 'commit'>): Publishing['commitFile'] =>
  async ({ name, bytes, parents, message }) => {
    const blob = await oidOf('hash-object', { args: ['hash-object', '-w', '--stdin'], input: bytes });
    const tree = await oidOf('mktree', { args: ['mktree', '-z'], input: `100644 blob ${blob}\t${name}\0` });
    return commit({ tree, parents, message });
  };

/** Of what never changes, the last few answers. */
function rememberLast<T>(most: number, ask: (of: Oid) => Promise<T>): (of: Oid) => Promise<T> {
  const known = new Map<Oid, Promise<T>>();
  return (of) => {
    const before = known.get(of);
    if (before !== undefined) return before;
    const answer = ask(of);
    answer.catch(() => known.delete(of));
    const [oldest] = known.keys();
    if (known.size >= most && oldest !== undefined) known.delete(oldest);
    known.set(of, answer);
    return answer;
  };
}
