import {
  decideRelease,
  type InFolder,
  type ReleaseChoice,
  type ReleaseName,
  type ReleaseStep,
} from '../../core/claim/decide-release.ts';
import type { HeldClaim } from '../../core/claim/held-claim.ts';
import type { ClaimRecord } from '../../core/claim/record.ts';
import type { LockName, RepoPath } from '../../core/model/ids.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import type { Claimant } from '../claim/claimant.ts';
import { allOf, giveBack } from '../claim/give-back.ts';
import { narrowClaim } from '../claim/narrow-claim.ts';
import { type Recalled, recallClaims } from '../claim/recall-claims.ts';
import { releaseLeft } from '../claim/release-left.ts';
import { storeProblem } from '../store-problem.ts';
import { releaseForeign } from './release-foreign.ts';

export interface ReleaseWish {
  readonly claimant: Claimant;
  /** undefined: all of mine; in CI all of the run. */
  readonly names: readonly ReleaseName[] | undefined;
  /** Claims of others, too. */
  readonly force: boolean;
  /** `$AGENTIC_CLAIM`: the claim of the command that started us, which gives it back. */
  readonly wrapped?: string | undefined;
  readonly signal: AbortSignal;
}

export interface ClaimsReleased {
  readonly records: readonly ClaimRecord[];
  /** Of which there was nothing any more: ended by somebody, or with their lease. */
  readonly over: readonly ClaimRecord[];
  /** Claims that go on without some of their paths, as they go on. */
  readonly narrowed: readonly { readonly record: ClaimRecord; readonly paths: readonly RepoPath[] }[];
  /** Deleted locks that belonged to no claim that can be read. */
  readonly locks: readonly LockName[];
}

export type ReleaseOutcome =
  | { readonly kind: 'released'; readonly released: ClaimsReleased }
  /** It is `wrapped`. */
  | { readonly kind: 'kept' }
  /** Parts of folders, each of which is one lock; nothing was given back. */
  | { readonly kind: 'in-folders'; readonly inFolders: readonly InFolder[] }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

/** Gives back what is named; nothing unless all of it can be. */
export async function releaseClaims(wish: ReleaseWish): Promise<ReleaseOutcome> {
  const mine = await recallClaims(wish.claimant, wish);
  if (wish.names === undefined) return giveAllBack(wish, mine);
  const { steps, inFolders, given, foreign } = decideRelease(allOf(mine), wish.names, mine.given);
  if (inFolders.length > 0) return { kind: 'in-folders', inFolders };
  const before = { records: [], over: [], locks: [], narrowed: narrowedOf(given) };
  if (foreign.length === 0) return giveSomeBack({ ...wish, mine, steps, before });
  const others = await releaseForeign(wish, foreign);
  if (others.kind !== 'ended') return others;
  const { records, locks } = others;
  return giveSomeBack({ ...wish, mine, steps, before: { ...before, records, locks } });
}

const narrowedOf = (given: ReleaseChoice['given']): ClaimsReleased['narrowed'] =>
  given.map(({ held, paths }) => ({ record: held.record, paths }));

async function giveAllBack(wish: ReleaseWish, mine: Recalled): Promise<ReleaseOutcome> {
  const steps = allOf(mine).map((held): ReleaseStep => ({ do: 'end', held }));
  const left = await releaseLeft(wish.claimant);
  const problems = left.failure ? [storeProblem(left.failure, wish.claimant.store.table)] : [];
  const before = { records: left.released, over: [], narrowed: [], locks: [] };
  return giveSomeBack({ ...wish, mine, steps, before, problems });
}

interface GivingBack extends ReleaseWish {
  readonly mine: Recalled;
  readonly steps: readonly ReleaseStep[];
  /** What is given back by now. */
  readonly before: ClaimsReleased;
  readonly problems?: readonly Problem[];
}

async function giveSomeBack(ask: GivingBack): Promise<ReleaseOutcome> {
  const { claimant, mine, steps, before } = ask;
  const ends = steps.flatMap((step) => (step.do === 'end' ? [step.held] : []));
  const { released, over, remembered, failure } = await giveBack(claimant, mine, ends);
  const problems: Problem[] = [...(ask.problems ?? [])];
  if (failure) problems.push(storeProblem(failure, claimant.store.table));
  if (remembered.length > 0)
    problems.push(problemOf('end-remembered', { claims: remembered.map(({ claim }) => claim) }));
  const narrowed = [...before.narrowed];
  const gone = recordsOf(over);
  for (const step of steps) {
    if (step.do !== 'narrow') continue;
    const one = await narrow(claimant, step);
    if (one.kind === 'failed') problems.push(one.problem);
    else if (one.kind === 'over') gone.push(one.record);
    else narrowed.push(one);
  }
  if (problems.length > 0) return { kind: 'refused', problems };
  const records = [...before.records, ...recordsOf(released)];
  return { kind: 'released', released: { records, over: gone, narrowed, locks: before.locks } };
}

const recordsOf = (claims: readonly HeldClaim[]): ClaimRecord[] => claims.map(({ record }) => record);

type NarrowEnd =
  | { readonly kind: 'narrowed'; readonly record: ClaimRecord; readonly paths: readonly RepoPath[] }
  | { readonly kind: 'over'; readonly record: ClaimRecord }
  | { readonly kind: 'failed'; readonly problem: Problem };

async function narrow(
  claimant: Claimant,
  { held, give }: Extract<ReleaseStep, { do: 'narrow' }>,
): Promise<NarrowEnd> {
  const outcome = await narrowClaim(claimant, held, give);
  if (outcome.kind === 'failed')
    return { kind: 'failed', problem: storeProblem(outcome.failure, claimant.store.table) };
  if (outcome.kind === 'lost') return { kind: 'over', record: held.record };
  const paths = held.record.paths.filter((_, at) => give.some((lock) => lock === held.record.locks[at]));
  return { kind: 'narrowed', record: outcome.held.record, paths };
}
