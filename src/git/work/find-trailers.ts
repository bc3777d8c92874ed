import type { Publishing } from '../../app/ports/publishing.ts';
import type { Oid } from '../../core/model/ids.ts';
import { oidOf } from '../../core/model/ids.ts';
import { splitNul } from '../split-records.ts';
import type { CommitWish } from './write-commit.ts';

/** Commits of a range with the values of their `Agentic-Task` trailers, newest first. */
type Entries = { readonly commit: Oid; readonly values: readonly string[]; readonly rest: Entries } | null;

const MOST_RANGES = 64;

/** Looks for trailers. What a range holds never changes, and what we have made ourselves git need not be asked about. */
export interface TrailerFinder {
  find: Publishing['findTrailer'];
  /** Tells of a commit that was just made. */
  note(commit: Oid, wish: CommitWish): void;
}

export function trailerFinder(
  ask: (what: string, call: { readonly args: readonly string[] }) => Promise<Buffer>,
): TrailerFinder {
  const ranges = new Map<string, Entries>();
  const made = new Map<Oid, { readonly parent: Oid; readonly value: string }>();
  const keep = (range: string, entries: Entries): Entries => {
    dropOldest(ranges);
    ranges.set(range, entries);
    return entries;
  };
  const read = async (from: Oid, to: Oid): Promise<Entries> => {
    const range = `${from}..${to}`;
    const known = ranges.get(range);
    if (known !== undefined) return known;
    const own = made.get(to);
    const before = own && (own.parent === from ? null : ranges.get(`${from}..${own.parent}`));
    if (own && before !== undefined) return keep(range, { commit: to, values: [own.value], rest: before });
    const args = ['log', '-z', '--format=%H%n%(trailers:key=Agentic-Task,valueonly)', to, `^${from}`];
    return keep(range, parseTrailers(await ask('log', { args })));
  };
  return {
    find: async ({ from, to, start }) => {
      for (let at = await read(from, to); at !== null; at = at.rest)
        if (at.values.some((value) => value.startsWith(start))) return at.commit;
      return undefined;
    },
    note: (commit, { parents, message }) => {
      const [parent, ...others] = parents;
      const value = /\n\nAgentic-Task: (.*)\n$/.exec(message)?.[1];
      if (parent === undefined || others.length > 0 || value === undefined) return;
      dropOldest(made);
      made.set(commit, { parent, value });
    },
  };
}

function dropOldest(map: Map<string, unknown>): void {
  const [oldest] = map.keys();
  if (map.size >= MOST_RANGES && oldest !== undefined) map.delete(oldest);
}

// f3a1…\nrun/task c-0123456789ab\n\0b2c4…\n\0
function parseTrailers(stdout: Buffer): Entries {
  let entries: Entries = null;
  for (const entry of [...splitNul(stdout)].reverse()) {
    const [oid = '', ...values] = entry.toString('utf8').split('\n');
    entries = { commit: oidOf(oid), values, rest: entries };
  }
  return entries;
}
