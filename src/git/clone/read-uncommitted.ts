import type { Uncommitted } from '../../app/ports/repository.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import { configEnvironment } from '../config-environment.ts';
import { failGit } from '../fail-git.ts';
import { pathFromBytes } from '../path-bytes.ts';
import { recordSplitter } from '../split-records.ts';
import type { CloneReader } from './clone-reader.ts';
import { withoutFilters } from './without-filters.ts';

const TIMEOUT_MS = 2_000;

// Sample of `git status --porcelain=v1 -z --no-renames`: ` M src/a.ts␀?? notes.txt␀`

export interface UncommittedWish {
  readonly timeoutMs?: number | undefined;
  /** Those alone that git's own pathspecs mean, from this folder. */
  readonly only?: { readonly folder: string; readonly patterns: readonly string[] };
}

/** Paths of the working tree that differ from HEAD, each file by itself; `undefined` where git needs too long to say. */
export async function readUncommitted(
  reader: CloneReader,
  { timeoutMs = TIMEOUT_MS, only }: UncommittedWish = {},
): Promise<Uncommitted | undefined> {
  if (reader.facts.bare) return { tracked: [], untracked: [] };
  const tracked: RepoPath[] = [];
  const untracked: RepoPath[] = [];
  const splitter = recordSplitter((record) => {
    const isNew = record[0] === 0x3f; // `?`
    (isNew ? untracked : tracked).push(pathFromBytes(record.subarray(3)));
  });
  const result = await reader.run({
    args: [
      ...(only === undefined ? [] : ['-C', only.folder]),
      'status',
      '--porcelain=v1',
      '-z',
      '--untracked-files=all',
      '--ignore-submodules=dirty', // looking into submodules would run git in each
      '--no-renames',
      ...(only === undefined ? [] : ['--', ...only.patterns]),
    ],
    env: {
      ...configEnvironment(withoutFilters(reader)),
      ...(only === undefined ? {} : { GIT_LITERAL_PATHSPECS: undefined }),
    },
    timeoutMs,
    onStdout: (chunk) => {
      splitter.push(chunk);
      return true;
    },
  });
  if (result.code === 0) return { tracked, untracked };
  if (result.cut) return undefined;
  throw failGit('status', result, reader.cwd);
}
