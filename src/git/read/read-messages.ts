import type { Range } from '../../app/ports/repository.ts';
import type { ChangeMessage } from '../../core/model/change-message.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import type { CloneReader } from '../clone/clone-reader.ts';
import { pathFromBytes } from '../path-bytes.ts';
import { splitNul } from '../split-records.ts';

/** A change of more commits than this is a branch of months, for which no message speaks. */
const MAX_COMMITS = 1_000;
const MAX_TEXT = 20_000;

// Sample of the log, each entry ended by NUL:
// 8e7c446ee77e…␊Refresh sessions earlier␊␊agentic-plan: ignore code-review␊

/** Messages of the change's commits, newest first. */
export async function readMessages(
  reader: CloneReader,
  { base, head }: Range,
): Promise<readonly ChangeMessage[]> {
  const log = await reader.ask({
    args: [
      'log',
      '-z',
      `--max-count=${MAX_COMMITS}`,
      '--format=%H%n%B',
      '--no-show-signature', // `log.showSignature` would run gpg
      '--no-color',
      '--no-patch',
      '--no-mailmap',
      head,
      `^${base}`,
      '--',
    ],
  });
  return log
    .toString('utf8')
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const end = entry.indexOf('\n');
      return { commit: entry.slice(0, end) as Oid, text: entry.slice(end + 1, end + 1 + MAX_TEXT) };
    });
}

/** Paths that one commit changed; none of a merge. */
export async function readCommitPaths(reader: CloneReader, commit: Oid): Promise<readonly RepoPath[]> {
  const names = await reader.ask({
    args: ['diff-tree', '-r', '-z', '--name-only', '--no-commit-id', '--root', commit, '--'],
  });
  return splitNul(names).map(pathFromBytes);
}
