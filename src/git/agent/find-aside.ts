import { join } from 'node:path';
import type { LeftAside } from '../../app/ports/worktrees.ts';
import type { Oid } from '../../core/model/ids.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { independent, unreached } from './reachable.ts';
import { readTips, type Tip } from './read-tips.ts';
import { findCommits, withObjects } from './take-objects.ts';

/** What an agent's repository holds besides its files. */
export interface RepositoryWork {
  /** What is checked out: the commit that the folder began with, or one of the agent's, which is in our repository now. */
  readonly head: Oid;
  /** Commits that nothing else reaches: on other branches, in stashes, in reflogs alone. In our repository, too. */
  readonly aside: readonly LeftAside[];
}

const MOST_TIPS = 500;
const MOST_KNOWN = 5_000;

/** Looks at all that an agent's repository names, takes the commits that are new, and says which lie beside HEAD. */
export async function findRepositoryWork(ask: {
  readonly repository: PrivateRepository;
  readonly gitDir: string;
  /** The commit that the folder began with. */
  readonly base: Oid;
  /** Values of refs that were there before the agent. */
  readonly known: ReadonlySet<Oid>;
}): Promise<RepositoryWork> {
  const { repository, gitDir, base, known } = ask;
  const tips = await readTips(gitDir);
  const isNew = (oid: Oid): boolean => oid !== base && !known.has(oid);
  const others = uniqueByOid(tips.others.filter(({ oid }) => isNew(oid) && oid !== tips.head));
  const wanted = [
    ...(tips.head === undefined || tips.head === base ? [] : [tips.head]),
    ...others.map(({ oid }) => oid).slice(0, MOST_TIPS),
  ];
  const found = new Set(await takeCommits(ask, wanted));
  const head = tips.head !== undefined && found.has(tips.head) ? tips.head : base;
  const there = others.filter(({ oid }) => found.has(oid));
  return { head, aside: await keepUnreached(repository, there, [head, base, ...known].slice(0, MOST_KNOWN)) };
}

const uniqueByOid = (tips: readonly Tip[]): readonly Tip[] => [
  ...new Map([...tips].reverse().map((tip) => [tip.oid, tip])).values(),
];

async function takeCommits(
  { repository, gitDir, base }: Parameters<typeof findRepositoryWork>[0],
  wanted: readonly Oid[],
): Promise<readonly Oid[]> {
  const here = new Set(await findCommits(repository, wanted));
  const missing = wanted.filter((oid) => !here.has(oid));
  if (missing.length === 0) return wanted;
  return withObjects(repository, join(gitDir, 'objects'), async (lent) => {
    const there = await lent.find(missing);
    if (there.length > 0) await lent.take(there, [base]);
    return [...here, ...there];
  });
}

/** Those that nothing published reaches, and no other of them; a branch or stash is told before a reflog's entry. */
async function keepUnreached(
  repository: PrivateRepository,
  tips: readonly Tip[],
  reached: readonly Oid[],
): Promise<readonly LeftAside[]> {
  if (tips.length === 0) return [];
  const named = tips.filter(({ kind }) => kind !== 'log');
  const aside = await unreached(repository, { tips: named, reached });
  const logged = tips.filter(({ kind }) => kind === 'log');
  const only = await unreached(repository, {
    tips: logged,
    reached: [...reached, ...aside.map(({ oid }) => oid)],
  });
  const newest = await independent(repository, only);
  return [...aside, ...newest].map(({ kind, name, oid }) => ({ kind, name, commit: oid }));
}
