import type { Oid, RefName } from '../../core/model/ids.ts';
import { oidOf, refName } from '../../core/model/ids.ts';
import type { WallTime } from '../../core/model/time.ts';
import { wallTime } from '../../core/model/time.ts';
import { execGit, type GitResult } from '../exec-git.ts';
import type { CloneFacts } from './clone-facts.ts';
import { type CloneReader, gitFailure } from './clone-reader.ts';

/** A local or remote-tracking branch. */
export interface BranchRef {
  readonly ref: RefName;
  /** Absent: local. */
  readonly remote?: string;
  /** Without `refs/heads/` or `refs/remotes/<remote>/`. */
  readonly short: string;
  readonly tip: Oid;
  readonly author: string;
  readonly at: WallTime;
  /** Of a symbolic ref (`refs/remotes/origin/HEAD`): what it points to. */
  readonly symref?: RefName;
}

// Sample (␟ is U+001F): refs/remotes/origin/HEAD␟2e753d31…␟refs/remotes/origin/main␟1795365010␟Ana
const FORMAT = ['refname', 'objectname', 'symref', 'committerdate:unix', 'authorname']
  .map((field) => `%(${field})`)
  .join('%1f');

const CALL = { args: ['for-each-ref', `--format=${FORMAT}`, 'refs/heads/', 'refs/remotes/'] };

/** Asks for all branches around a folder, which need not be a repository: nothing else has to be known before. */
export const askBranchRefs = (cwd: string): Promise<GitResult> => execGit({ ...CALL, cwd });

/** All branches, local and remote-tracking, in the order of their names. */
export async function readBranchRefs(
  { facts }: Pick<CloneReader, 'facts'>,
  asked: Promise<GitResult>,
): Promise<Map<RefName, BranchRef>> {
  const result = await asked;
  if (result.code !== 0) throw gitFailure(CALL, result, facts.commonDir);
  const refs = new Map<RefName, BranchRef>();
  for (const line of result.stdout.toString('utf8').split('\n')) {
    const found = line === '' ? undefined : parseLine(line, facts);
    if (found) refs.set(found.ref, found);
  }
  return refs;
}

function parseLine(line: string, facts: CloneFacts): BranchRef {
  const [ref = '', tip = '', symref, seconds, ...author] = line.split('\x1f');
  const at = wallTime(Number(seconds) * 1000);
  return {
    ref: refName(ref),
    ...ownName(ref, facts),
    tip: oidOf(tip),
    author: author.join(' '),
    at,
    ...(symref ? { symref: refName(symref) } : {}),
  };
}

/** A remote's name may hold slashes; of those that fit, the longest configured one is it. */
function ownName(ref: string, { remotes }: CloneFacts): Pick<BranchRef, 'remote' | 'short'> {
  if (ref.startsWith('refs/heads/')) return { short: ref.slice('refs/heads/'.length) };
  const rest = ref.slice('refs/remotes/'.length);
  const fitting = remotes.map(({ name }) => name).filter((name) => rest.startsWith(`${name}/`));
  const remote = fitting.reduce((best, name) => (name.length > best.length ? name : best), '');
  const cut = remote === '' ? rest.indexOf('/') : remote.length;
  return { remote: rest.slice(0, cut), short: rest.slice(cut + 1) };
}
