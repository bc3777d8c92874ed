import type { Oid, RepoPath } from '../../core/model/ids.ts';
import { oidOf } from '../../core/model/ids.ts';
import type { OthersChange } from '../../core/run/prompt-parts.ts';
import type { GitCall } from '../exec-git.ts';
import { pathToBytes } from '../path-bytes.ts';
import { splitNul } from '../split-records.ts';

const LARGEST_PATCH = 64 * 1024;

/** Runs git in the private repository; throws where it fails. */
type Ask = (what: string, call: Omit<GitCall, 'cwd'>) => Promise<Buffer>;

export interface RangeOfPaths {
  readonly from: Oid;
  readonly to: Oid;
  readonly paths: readonly RepoPath[];
}

/** What the commits after `from` up to `to` changed on these paths: which they are, oldest first, and their patch. */
export async function readOthersChange(ask: Ask, range: RangeOfPaths): Promise<OthersChange> {
  const { from, to, paths } = range;
  // By stdin, because names are bytes; read line by line, so that a name with a newline cannot be asked for.
  const named = paths.filter((path) => !path.includes('\n'));
  const input = Buffer.concat([
    Buffer.from(`${to}\n^${from}\n--\n`),
    ...named.flatMap((path) => [pathToBytes(path), Buffer.from('\n')]),
  ]);
  const log = [
    'log',
    '--stdin',
    '--reverse',
    '--first-parent', // a merge of an older result is one change
    '--diff-merges=first-parent',
    '--no-ext-diff',
    '--no-textconv',
    '--no-color',
  ];
  const listed = await ask('log', { args: [...log, '-z', '--format=%H%x00%s', '--no-patch'], input });
  const patch = await ask('log', { args: [...log, '--patch', '--format='], input });
  return { paths, commits: parseCommits(listed), patch: cutPatch(patch) };
}

// f3a1…\0Do first\0b2c4…\0Do second\0
function parseCommits(listed: Buffer): OthersChange['commits'] {
  const parts = splitNul(listed).map((part) => part.toString('utf8'));
  return parts.flatMap((subject, at) =>
    at % 2 === 0 ? [] : [{ commit: oidOf(parts[at - 1] ?? ''), subject }],
  );
}

function cutPatch(patch: Buffer): string {
  const text = patch.subarray(0, LARGEST_PATCH).toString('utf8').trim();
  return patch.length > LARGEST_PATCH ? `${text}\n… (cut)` : text;
}
