import type { Publishing, SeenHistory } from '../../app/ports/publishing.ts';
import { readTaskLines } from '../../core/claim/task-line.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import { oidOf } from '../../core/model/ids.ts';
import { pathFromBytes } from '../path-bytes.ts';
import { splitNul } from '../split-records.ts';

type Ask = (
  what: string,
  call: { readonly args: readonly string[]; readonly input?: string },
) => Promise<Buffer>;

/** One process, and no diffs: five thousand messages are a few megabytes. */
export async function readHistory(
  ask: Ask,
  { tips, without = [], most }: Parameters<Publishing['readTaskLines']>[0],
): Promise<SeenHistory> {
  const args = [
    'log',
    '-z',
    '--stdin',
    `--max-count=${most}`,
    '--format=%H%n%B',
    '--no-show-signature', // `log.showSignature` would run gpg
    '--no-decorate',
    '--no-patch',
    '--no-mailmap',
    '--encoding=UTF-8', // `i18n.logOutputEncoding` may be another
  ];
  const input = [...tips, ...without.map((oid) => `^${oid}`)].map((line) => `${line}\n`).join('');
  return parseHistory(await ask('log', { args, input }));
}

// f3a1…\nSubject\n\nBody\n\0b2c4…\nSubject\n\0
function parseHistory(stdout: Buffer): SeenHistory {
  const commits = new Set<Oid>();
  const lines: SeenHistory['lines'][number][] = [];
  for (const entry of splitNul(stdout)) {
    const end = entry.indexOf(10);
    const commit = oidOf(entry.subarray(0, end < 0 ? entry.length : end).toString('latin1'));
    commits.add(commit);
    if (entry.includes('Agentic-Task:'))
      for (const line of readTaskLines(entry.toString('utf8'))) lines.push({ ...line, commit });
  }
  return { commits, lines };
}

/** What each commit changed, in one process. */
export async function readChangedBy(
  ask: Ask,
  commits: readonly Oid[],
): Promise<ReadonlyMap<Oid, readonly RepoPath[]>> {
  if (commits.length === 0) return new Map();
  const args = [
    'diff-tree',
    '--stdin',
    '-r',
    '-z',
    '-m', // of a merge, too: against each of its parents, the first one first
    '--root',
    '--name-only',
    '--no-renames',
  ];
  const stdout = await ask('diff-tree', { args, input: commits.map((oid) => `${oid}\n`).join('') });
  return parseChangedBy(stdout, new Set(commits));
}

// f3a1…\0src/a.ts\0docs/b.md\0b2c4…\0src/c.ts\0
function parseChangedBy(stdout: Buffer, asked: ReadonlySet<string>): ReadonlyMap<Oid, readonly RepoPath[]> {
  const changed = new Map<Oid, RepoPath[]>();
  let paths: RepoPath[] = [];
  for (const part of splitNul(stdout)) {
    const name = oidOf(part.toString('latin1'));
    if (!asked.has(name)) {
      paths.push(pathFromBytes(part));
      continue;
    }
    paths = []; // what a merge brought to the branch that it is on is known by then
    if (!changed.has(name)) changed.set(name, paths);
  }
  return changed;
}
