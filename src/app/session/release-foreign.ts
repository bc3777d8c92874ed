import type { ReleaseName } from '../../core/claim/decide-release.ts';
import { type Holder, holderKey, isSameRun, whoHolds } from '../../core/claim/holder.ts';
import type { ClaimRecord } from '../../core/claim/record.ts';
import { lockRef } from '../../core/claim/refs.ts';
import type { LockView } from '../../core/claim/table.ts';
import type { LockName } from '../../core/model/ids.ts';
import type { Problem } from '../../core/model/problem.ts';
import { covers, lockOf } from '../../core/paths/lock-name.ts';
import type { Claimant } from '../claim/claimant.ts';
import { evictClaim } from '../claim/clear-claims.ts';
import { type ClaimInForce, listClaims } from '../claim/list-claims.ts';
import { type Observation, observe } from '../claim/observe.ts';
import { storeProblem } from '../store-problem.ts';
import { deleteRefs } from '../upkeep/delete-refs.ts';

interface ForeignWish {
  readonly claimant: Claimant;
  /** A person's decision. */
  readonly force: boolean;
  /** `$AGENTIC_CLAIM`. */
  readonly wrapped?: string | undefined;
}

export type ForeignOutcome =
  | {
      readonly kind: 'ended';
      readonly records: readonly ClaimRecord[];
      readonly locks: readonly LockName[];
    }
  /** It is the claim of the command that started us, which gives it back. */
  | { readonly kind: 'kept' }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

/** Ends what this holder does not remember as its own: with --force, or where it is the same CI run's. */
export async function releaseForeign(
  ask: ForeignWish,
  names: readonly ReleaseName[],
): Promise<ForeignOutcome> {
  const look = await observe(ask.claimant, { locks: 'all', taskRefs: [] });
  if (!look.ok) return failed(ask, look.failure);
  const found = names.map((name) => findNamed(look.value, name));
  const claims = new Set(found.flatMap(({ claim }) => (claim ? [claim] : [])));
  if (!ask.force && [...claims].some(({ record }) => record.claim === ask.wrapped)) return { kind: 'kept' };
  const problems = found.flatMap((one) => whyNot(ask, one));
  if (problems.length > 0) return { kind: 'refused', problems };
  const records: ClaimRecord[] = [];
  for (const claim of claims) {
    const failure = await endForeign(ask, claim);
    if (failure) return failed(ask, failure);
    records.push(claim.record);
  }
  const locks = found.flatMap((one) => (one.claim ? [] : one.locks));
  const failure = await deleteLocks(ask, locks);
  if (failure) return failed(ask, failure);
  return { kind: 'ended', records, locks: locks.map(({ lock }) => lock) };
}

interface Found {
  readonly name: string;
  readonly claim: ClaimInForce | undefined;
  /** Locks that nobody readable holds. */
  readonly locks: readonly LockView[];
}

function findNamed(look: Observation, named: ReleaseName): Found {
  const { claims, unknown } = listClaims(look);
  const claim = claims.find(({ record }) => isNamed(record, named));
  const forged = [...look.view.locks.values()].filter((one) => one.forged);
  const locks = [...unknown, ...forged].filter(({ lock }) => isAtOrBelow(lock, named));
  return { name: named.name, claim, locks };
}

const isNamed = ({ claim, task, paths, locks }: ClaimRecord, named: ReleaseName): boolean =>
  claim === named.name ||
  task === named.name ||
  named.paths.some((path) => path !== '' && (paths.includes(path) || locks.includes(lockOf(path).lock)));

const isAtOrBelow = (lock: LockName, { name, paths }: ReleaseName): boolean =>
  lock === name ||
  paths.some((path) => {
    const wanted = lockOf(path).lock;
    return covers(wanted, lock);
  });

function whyNot({ claimant, force }: ForeignWish, { name, claim, locks }: Found): readonly Problem[] {
  if (!claim && locks.length === 0) return [{ code: 'claim-unknown', data: { claim: name } }];
  if (force || (claim && isOfSameRun(claimant.holder, claim.record.holder))) return [];
  const isOwn = claim !== undefined && holderKey(claim.record.holder) === holderKey(claimant.holder);
  const data = { claim: claim?.record.claim ?? name, holder: claim ? whoHolds(claim.record) : 'unknown' };
  return [{ code: isOwn ? 'not-remembered' : 'not-yours', data }];
}

/** The jobs of a CI run are one holder and share no memory. */
const isOfSameRun = (own: Holder, other: Holder): boolean =>
  own.kind === 'ci' && other.kind === 'ci' && isSameRun(own, other) && other.attempt <= own.attempt;

type Failure = Parameters<typeof storeProblem>[0];

async function endForeign(
  { claimant, force }: ForeignWish,
  claim: ClaimInForce,
): Promise<Failure | undefined> {
  const { record, anchor, task } = claim;
  const outcome = await evictClaim(claimant, {
    tip: record,
    anchor,
    task,
    ...(force
      ? { reason: 'released by a person' }
      : { reason: 'released by another job of its CI run', state: 'released' }),
  });
  if (outcome.kind === 'applied') return undefined;
  if (outcome.kind === 'failed') return outcome.failure;
  return { kind: 'other', detail: 'it changed meanwhile; look again' };
}

/** Each by exact object. */
const deleteLocks = ({ claimant }: ForeignWish, locks: readonly LockView[]): Promise<Failure | undefined> =>
  locks.length === 0
    ? Promise.resolve(undefined)
    : deleteRefs(
        claimant,
        locks.map(({ lock, anchor }) => ({ ref: lockRef(lock), expect: anchor, to: null })),
      );

const failed = ({ claimant }: ForeignWish, failure: Failure): ForeignOutcome => ({
  kind: 'refused',
  problems: [storeProblem(failure, claimant.store.table)],
});
