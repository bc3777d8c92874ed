import { join } from 'node:path';
import { EMPTY_TREE } from '../../core/claim/refs.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import { readIfThere } from '../../process/disk/durable-file.ts';
import { execGit } from '../exec-git.ts';
import { failGit } from '../fail-git.ts';
import { pathFromBytes } from '../path-bytes.ts';
import { splitNul } from '../split-records.ts';
import type { CloneFacts } from './clone-facts.ts';

const LONGEST_NOTE = 64 * 1024;

/**
 * The paths that the next commit changes, sorted as git does. `indexFile`: the path in `$GIT_INDEX_FILE` of the hook that asks, which
 * names another file than the clone's index where only some paths are committed (`git commit -a`, `git commit <path>`).
 * Where a merge is concluded, what is as one of the merged sides has it is that side's change, and left out.
 */
export async function listStaged(
  clone: CloneFacts,
  indexFile: string | undefined,
): Promise<readonly RepoPath[]> {
  const env = indexFile === undefined ? {} : { GIT_INDEX_FILE: indexFile };
  const head = clone.head.kind === 'unborn' ? EMPTY_TREE[clone.objectFormat] : clone.head.oid;
  const sides = [head, ...(await readMergeHeads(clone.gitDir))];
  const [first = [], ...others] = await Promise.all(sides.map((side) => compareIndex({ clone, side, env })));
  const differs = others.map((paths) => new Set(paths));
  return first.filter((path) => differs.every((paths) => paths.has(path)));
}

/** One object name in a line, while a merge waits for its commit. */
async function readMergeHeads(gitDir: string): Promise<readonly string[]> {
  const text = await readIfThere(join(gitDir, 'MERGE_HEAD'), LONGEST_NOTE);
  return (text?.toString('latin1') ?? '').split('\n').filter((line) => /^[0-9a-f]{40,64}$/.test(line));
}

async function compareIndex(ask: {
  readonly clone: CloneFacts;
  readonly side: string;
  readonly env: Readonly<Record<string, string>>;
}): Promise<readonly RepoPath[]> {
  const { clone, side, env } = ask;
  const result = await execGit({
    // without renames: both names of a renamed file are changed
    args: ['diff-index', '--cached', '--name-only', '--no-renames', '-z', side, '--'],
    cwd: clone.topLevel ?? clone.gitDir,
    env,
  });
  if (result.code !== 0) throw failGit('diff-index', result, clone.gitDir);
  return splitNul(result.stdout).map(pathFromBytes);
}
