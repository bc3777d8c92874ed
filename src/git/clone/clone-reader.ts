import { join } from 'node:path';
import { EMPTY_TREE } from '../../core/claim/refs.ts';
import type { Oid } from '../../core/model/ids.ts';
import { ProblemError } from '../../core/model/problem.ts';
import { execGit, type GitCall, type GitResult } from '../exec-git.ts';
import { failGit } from '../fail-git.ts';
import { configValues, splitConfigKey } from '../git-config.ts';
import { quoteObjectFolder } from '../quote-object-folder.ts';
import type { CloneFacts } from './clone-facts.ts';
import { gitProblem } from './open-problems.ts';

export type ReadCall = Omit<GitCall, 'cwd'>;

/** Reads the user's clone; every question of `Repository` goes through one. */
export interface CloneReader {
  readonly facts: CloneFacts;
  readonly head: Oid;
  readonly cwd: string;
  readonly emptyTree: Oid;
  /** Blobs may be missing here, and nothing fetches them on the way. */
  readonly partial: boolean;
  /** Folders in which its objects are. */
  readonly objects: readonly string[];
  /** Adds a folder for those who write above all of them (`openScratchObjects`). */
  addObjects(folder: string): void;
  /** From now on it also sees what was fetched into this repository of ours, and as far back as that goes. */
  seeBeyond(repository: string): void;
  /** Runs git, whatever comes of it. */
  run(call: ReadCall): Promise<GitResult>;
  /** Runs git, which has to succeed: anything else rejects with `git-failed`. */
  ask(call: ReadCall): Promise<Buffer>;
}

// A look is offline: in a partial clone git would fetch each missing blob on its own. The second is what git before
// 2.45 understands: no transport may be used at all.
const NO_LAZY_FETCH = { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' };

// Like replace refs, grafts would show this user another history than everybody else's.
const NO_GRAFTS = { GIT_GRAFT_FILE: '/dev/null/none' }; // a file that exists would make git give advice

export function makeCloneReader(facts: CloneFacts, head: Oid): CloneReader {
  const cwd = facts.topLevel ?? facts.gitDir;
  const partial = isPartial(facts);
  const objects = [join(facts.commonDir, 'objects')];
  let beyond: Readonly<Record<string, string>> = {};
  const run = (call: ReadCall): Promise<GitResult> =>
    execGit({
      ...call,
      cwd,
      env: { ...NO_GRAFTS, ...(partial ? NO_LAZY_FETCH : {}), ...beyond, ...call.env },
    });
  return {
    objects,
    addObjects: (folder) => void objects.push(folder),
    seeBeyond(repository) {
      const folder = join(repository, 'objects');
      if (objects.includes(folder)) return;
      objects.push(folder);
      beyond = {
        GIT_ALTERNATE_OBJECT_DIRECTORIES: quoteObjectFolder(folder),
        ...(facts.shallow ? { GIT_SHALLOW_FILE: join(repository, 'shallow') } : {}),
      };
    },
    facts,
    head,
    cwd,
    emptyTree: EMPTY_TREE[facts.objectFormat],
    partial,
    run,
    async ask(call) {
      const result = await run(call);
      if (result.code === 0 || result.cut) return result.stdout;
      throw gitFailure(call, result, cwd);
    },
  };
}

/** What git said, as an error for a question that cannot be answered. */
export function gitFailure(call: ReadCall, result: GitResult, place: string): ProblemError {
  const command = call.args.find((arg) => !arg.startsWith('-') && !arg.includes('=')) ?? 'git';
  return result.code === -1
    ? new ProblemError(gitProblem('git-missing', { command, detail: result.stderr.trim() }))
    : failGit(command, result, place);
}

const isPartial = ({ config }: CloneFacts): boolean =>
  configValues(config, 'extensions.partialclone').length > 0 ||
  config.some(({ key, value }) => {
    const { section, variable } = splitConfigKey(key);
    return section === 'remote' && variable === 'promisor' && value !== 'false';
  });
