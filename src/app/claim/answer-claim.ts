import { obstaclesOn } from '../../core/claim/decide-take.ts';
import { holderName, whoHolds } from '../../core/claim/holder.ts';
import type { ClaimRecord } from '../../core/claim/record.ts';
import type { LockName, RepoPath } from '../../core/model/ids.ts';
import { isoSeconds, type WallTime } from '../../core/model/time.ts';
import { unreachable } from '../../core/model/unreachable.ts';
import { covers } from '../../core/paths/lock-name.ts';
import type { AgentAnswer, HeldPath } from '../../core/run/agent-request.ts';
import type { Claimant } from './claimant.ts';
import type { KeptClaim } from './keep-renewed.ts';
import { observe } from './observe.ts';

/** Widens the claim of a wrapped command, all or nothing, and says what came of it. What is covered already is renewed. */
export async function answerClaim(ask: {
  readonly claimant: Claimant;
  readonly kept: KeptClaim;
  readonly paths: readonly { readonly path: RepoPath; readonly lock: LockName }[];
}): Promise<AgentAnswer> {
  const { kept, paths } = ask;
  const answer = (
    outcome: AgentAnswer['outcome'],
    more: Partial<Pick<AgentAnswer, 'held' | 'detail'>> = {},
  ): AgentAnswer => ({ version: 1, outcome, paths: kept.held.record.paths, held: [], ...more });
  const have = kept.held.record.locks;
  const add = paths.filter(({ lock }) => !have.some((held) => covers(held, lock)));
  // git could not hold both refs, and a claim that is given back first would be another claim
  const above = add.find(({ lock }) => have.some((held) => covers(lock, held)));
  if (above)
    return answer('failed', { detail: `${above.path} lies above what you hold: name the files in it` });
  const outcome = await kept.advance(add.length > 0 ? { widening: { paths: add } } : {});
  switch (outcome.kind) {
    case 'renewed':
      return answer('claimed');
    case 'refused':
      return answer('held', {
        held: await findHolders(
          ask,
          add.map(({ lock }) => lock),
        ),
      });
    case 'lost':
      return answer('failed', { detail: 'your claim was lost: its lease ended, or somebody ended it' });
    case 'failed':
      return answer('failed', { detail: outcome.failure.detail });
    default:
      return unreachable(outcome);
  }
}

/** Who stands in the way of a wrapped command's widening; empty where nobody does any more. */
export async function findHolders(
  { claimant, kept }: { readonly claimant: Claimant; readonly kept: KeptClaim },
  wanted: readonly LockName[],
): Promise<readonly HeldPath[]> {
  const look = await observe(claimant, { locks: wanted, taskRefs: [] });
  if (!look.ok) return [];
  return obstaclesOn(look.value.view, wanted)
    .filter(({ anchor }) => anchor !== kept.held.anchor)
    .flatMap((obstacle): readonly HeldPath[] => {
      const tip =
        obstacle.kind === 'live'
          ? obstacle.tip
          : obstacle.kind === 'pending'
            ? obstacle.anchorRecord
            : undefined;
      const since = obstacle.kind === 'live' ? obstacle.anchorRecord.at : undefined;
      return obstacle.locks.map(({ lock }) => heldPath(lock, tip, since));
    });
}

function heldPath(lock: LockName, tip: ClaimRecord | undefined, since: WallTime | undefined): HeldPath {
  if (!tip) return { path: lock, by: 'unknown' };
  return {
    path: tip.paths[tip.locks.indexOf(lock)] ?? lock,
    by: whoHolds(tip),
    ...(tip.agent === undefined ? {} : { agent: tip.agent }),
    holder: holderName(tip.holder),
    claim: tip.claim,
    task: tip.task,
    ...(tip.title === undefined ? {} : { title: tip.title }),
    ...(since === undefined ? {} : { since: isoSeconds(since) }),
    until: isoSeconds((tip.at + tip.leaseS * 1000) as WallTime),
  };
}
