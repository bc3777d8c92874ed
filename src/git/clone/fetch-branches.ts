import type { BranchListing, BranchQuestion } from '../../app/ports/repository.ts';
import type { Oid, RefName } from '../../core/model/ids.ts';
import { forkPoints, parseOwnHistory } from '../read/fork-points.ts';
import type { BranchRef } from './branch-refs.ts';
import type { CloneReader } from './clone-reader.ts';
import { followsAll, remotesByTrust } from './default-branch.ts';
import type { FarSide } from './far-side.ts';

/** A clone that has one commit of one branch (CI makes such) is to see the other branches, too. */
export interface OthersWish {
  /** For fetching all of them. */
  readonly timeBudgetMs: number;
  /** Short name of the branch that is looked at, where HEAD does not say it: no other branch. */
  readonly ours?: string;
  /** Short name of the base's branch, where only a commit was given. */
  readonly base?: string;
}

interface Fetching {
  readonly reader: CloneReader;
  readonly refs: Map<RefName, BranchRef>;
  readonly openFar: () => Promise<FarSide>;
  readonly wish: OthersWish;
}

const MOST_BRANCHES = 300;

/**
 * Fetches what the clone lacks of the team's branches into a repository of ours, as much history as it takes to see where
 * they left us, and adds them to `refs`, as if they had been fetched. What did not come in time stays unknown here.
 */
export async function fetchBranches(
  { reader, refs, openFar, wish }: Fetching,
  ask: BranchQuestion,
): Promise<void> {
  const { facts } = reader;
  const [remote] = remotesByTrust(facts);
  if (remote === undefined || (followsAll(facts, remote) && !facts.shallow)) return;
  const far = await openFar();
  const heads = await far.heads();
  if (!heads.ok) return;
  const known = new Set([...refs.values()].map(({ tip }) => tip));
  const wanted = [...heads.value.tips]
    .filter(
      ([name, tip]) =>
        name !== wish.ours && !name.startsWith('agentic/') && (facts.shallow || !known.has(tip)),
    )
    .slice(0, MOST_BRANCHES);
  const tips = [...new Set(wanted.map(([, tip]) => tip))].filter((tip) => tip !== ask.head);
  if (tips.length === 0) return;
  let met: ReadonlySet<Oid> = new Set();
  await far.bring({
    wants: tips,
    timeBudgetMs: wish.timeBudgetMs,
    async isEnough() {
      met = await findMet(reader, tips, [ask.head, ask.base.commit]);
      return met.size === tips.length;
    },
  });
  const described = await describe(reader, [...met]);
  for (const [name, tip] of wanted) {
    const found = described.get(tip);
    const ref = `refs/remotes/${remote}/${name}` as RefName;
    if (found) refs.set(ref, { ref, remote, short: name, tip, ...found });
  }
}

/** Tips whose history is here as far as ours, or as the base's. */
async function findMet(
  reader: CloneReader,
  tips: readonly Oid[],
  known: readonly Oid[],
): Promise<ReadonlySet<Oid>> {
  const here = await findHere(reader, tips);
  if (here.length === 0) return new Set();
  const { code, stdout } = await reader.run({
    args: ['rev-list', '--parents', '--boundary', '--stdin'],
    input: [...here, ...known.map((oid) => `^${oid}`), ''].join('\n'),
  });
  if (code !== 0) return new Set();
  const own = parseOwnHistory(stdout.toString('latin1'));
  return new Set(here.filter((tip) => !own.parents.has(tip) || forkPoints(own, tip).at.length > 0));
}

// <oid> commit 234 | <oid> missing
async function findHere(reader: CloneReader, tips: readonly Oid[]): Promise<readonly Oid[]> {
  const { stdout } = await reader.run({ args: ['cat-file', '--batch-check'], input: `${tips.join('\n')}\n` });
  const lines = stdout.toString('latin1').split('\n');
  return tips.filter((_tip, at) => lines[at]?.split(' ')[1] === 'commit');
}

/** Author and time of each. Sample (␟ is U+001F): 2e753d31…␟1795365010␟Ana */
async function describe(
  reader: CloneReader,
  tips: readonly Oid[],
): Promise<ReadonlyMap<Oid, Pick<BranchRef, 'author' | 'at'>>> {
  if (tips.length === 0) return new Map();
  const { stdout } = await reader.run({
    args: ['log', '--no-walk=unsorted', '--format=%H%x1f%ct%x1f%an', '--stdin'],
    input: `${tips.join('\n')}\n`,
  });
  return new Map(
    stdout
      .toString('utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [oid = '', seconds = '0', author = ''] = line.split('\x1f');
        return [oid as Oid, { author, at: (Number(seconds) * 1000) as BranchRef['at'] }];
      }),
  );
}

/** The question and the branches as the event tells them: HEAD is a commit that stands on no branch. */
export function asTold(
  { reader, refs, wish }: Pick<Fetching, 'reader' | 'refs' | 'wish'>,
  ask: BranchQuestion,
): BranchQuestion {
  const [remote] = remotesByTrust(reader.facts);
  const { ours, base } = wish;
  if (remote === undefined) return ask;
  if (ours !== undefined) refs.delete(`refs/remotes/${remote}/${ours}` as RefName);
  const ref = `refs/remotes/${remote}/${base ?? ''}` as RefName;
  return ask.base.ref === undefined && refs.has(ref) ? { ...ask, base: { ...ask.base, ref } } : ask;
}

/** Our own branch is no unseen one, even where it has moved on. */
export function withoutOurs(listing: BranchListing, { ours }: OthersWish): BranchListing {
  const { unseen, ...rest } = listing;
  if (unseen?.names === undefined) return listing;
  const names = unseen.names.filter((name) => name !== ours);
  return names.length === 0 ? rest : { ...rest, unseen: { ...unseen, names } };
}
