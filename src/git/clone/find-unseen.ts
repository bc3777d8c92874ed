import { setTimeout as sleep } from 'node:timers/promises';
import type { BranchQuestion } from '../../app/ports/repository.ts';
import { compareText } from '../../core/model/compare-text.ts';
import { refName } from '../../core/model/ids.ts';
import type { UnseenBranches } from '../../core/model/presence.ts';
import { shortBranch } from '../../core/model/short-branch.ts';
import type { BaseSources } from './choose-target.ts';
import { type BranchRefs, followsAll, remotesByTrust } from './default-branch.ts';
import type { FarSide } from './far-side.ts';
import type { RemoteHeads } from './parse-heads.ts';

// Part of the one look at the network that a plan has time for.
const TIMEOUT_MS = 1_000;

/**
 * Branches of the team's remote that are not in a clone which follows only some of them, or which is shallow: CI fetches
 * one commit of one branch, whatever the settings say. Undefined: all are here, as far as the clone was last fetched.
 */
export async function findUnseen(
  sources: Omit<BaseSources, 'refs'> & { readonly refs: BranchRefs; readonly mayAsk: boolean },
  ask: BranchQuestion,
): Promise<UnseenBranches | undefined> {
  const { facts } = sources.reader;
  const [remote] = remotesByTrust(facts);
  if (remote === undefined || (followsAll(facts, remote) && !facts.shallow)) return undefined;
  const heads = sources.mayAsk ? await headsInTime(await sources.openFar()) : undefined;
  if (heads === undefined) return { remote };
  const here = new Set([...sources.refs.values()].map(({ tip }) => tip));
  const target = facts.head.kind === 'branch' ? shortBranch(facts.head.ref) : undefined;
  const base = ask.base.ref && sources.refs.get(ask.base.ref)?.short;
  const names = [...heads.tips]
    .filter(
      ([name, tip]) =>
        !sources.refs.has(refName(`refs/remotes/${remote}/${name}`)) &&
        !here.has(tip) &&
        tip !== ask.head &&
        tip !== ask.base.commit &&
        name !== target &&
        name !== base &&
        !name.startsWith('agentic/'),
    )
    .map(([name]) => name);
  return names.length === 0 ? undefined : { remote, names: names.sort(compareText) };
}

async function headsInTime(far: FarSide): Promise<RemoteHeads | undefined> {
  const over = new AbortController();
  const late = sleep(TIMEOUT_MS, undefined, { signal: over.signal }).catch(() => undefined);
  const heads = await Promise.race([far.heads(), late]);
  over.abort();
  return heads?.ok ? heads.value : undefined;
}
