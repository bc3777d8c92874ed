import { handOverTransaction, splitNext } from '../../core/claim/hand-over.ts';
import { planRef, resultRef } from '../../core/claim/refs.ts';
import type { Oid, TaskId } from '../../core/model/ids.ts';
import type { Plan } from '../../core/model/plan.ts';
import type { Checked } from '../../core/model/problem.ts';
import { type Attempt, type ClaimWish, prepareAll } from '../claim/claim-attempt.ts';
import { type ClaimedWave, confirmAll, settleAttempts, withRefs } from '../claim/claim-wave.ts';
import type { Claimant } from '../claim/claimant.ts';
import { findBlocker } from '../claim/find-blocker.ts';
import { planMessage } from '../perform/ending/plan-commit.ts';
import type { RunRefs } from '../perform/run-ground.ts';
import type { Publishing } from '../ports/publishing.ts';
import type { RefUpdate } from '../ports/ref-store.ts';
import { storeProblem } from '../store-problem.ts';
import type { SiblingSeen } from './read-table.ts';

interface Beginning {
  readonly plan: Plan;
  /** The bytes of a plan's file. */
  readonly writePlan: (plan: Plan) => string;
  readonly claimant: Claimant;
  readonly publishing: Publishing;
  /** What of the run is there already. */
  readonly own: SiblingSeen | undefined;
  /** What it is to build on. */
  readonly tip: Oid;
  /** What is claimed in the same push. */
  readonly config?: Oid;
  readonly again?: ReadonlySet<TaskId>;
  readonly firstWave?: (refs: RunRefs) => Promise<readonly ClaimWish[]>;
}

/** A run in the table, and what came of the claims that were sent with it. */
type Begun = RunRefs & { readonly claimed: ClaimedWave };

/** Writes what of the run is not there yet, and moves its result where that is to build on more; nothing where all is as it should be. */
export async function beginRun(ask: Beginning): Promise<Checked<Begun> | 'look-again'> {
  const { plan, claimant, own, tip } = ask;
  const refs = { planRef: planRef(plan.run), resultRef: resultRef(plan.run) };
  const isWhole = own?.planTip !== undefined && own.result !== undefined;
  const planTip = isWhole ? own.planTip : await commitPlan(ask);
  const run: RunRefs = { ...refs, head: plan.head, tip, planTip };
  const begun = (claimed: ClaimedWave) => ({ ok: true, value: { ...run, claimed }, warnings: [] }) as const;
  const updates: RefUpdate[] = [
    { ref: refs.planRef, expect: own?.planTip ?? null, to: planTip },
    { ref: refs.resultRef, expect: own?.result ?? null, to: tip },
  ].filter(({ expect, to }) => expect !== to);
  if (updates.length === 0) return begun(new Map());
  const attempts = await attemptsFor(ask, run);
  const { updates: claims, objects } = handOverTransaction({
    result: undefined,
    endings: [],
    beginnings: attempts.map(({ held, commit }) => ({ ...held, commit })),
  });
  const outcome = await claimant.store.commit({ updates: [...updates, ...claims], objects });
  if (outcome.kind === 'applied') return begun(await confirmAll(claimant, attempts));
  // whatever came of it, no claim of it lands any more when the table is looked at again
  if (attempts.length > 0)
    await settleAttempts(claimant, attempts, { uncertain: outcome.kind === 'unknown' });
  const blocker =
    outcome.kind === 'refused' ? await findBlocker(claimant.store, Object.values(refs)) : undefined;
  const failure = outcome.kind === 'failed' ? outcome.failure : blocker;
  if (failure === undefined) return 'look-again';
  return { ok: false, problems: [storeProblem(failure, claimant.store.table)] };
}

/** Those that do not exclude each other: the rest is asked for once the run is there. */
async function attemptsFor({ claimant, firstWave }: Beginning, refs: RunRefs): Promise<readonly Attempt[]> {
  const wishes = (await firstWave?.(refs)) ?? [];
  const { together } = splitNext({ ending: [], next: wishes.map(withRefs) });
  return prepareAll(claimant, together);
}

const commitPlan = ({ publishing, claimant, writePlan, plan, config, again }: Beginning): Promise<Oid> =>
  publishing.commitFile({
    name: 'plan.json',
    bytes: writePlan(plan),
    parents: [],
    message: planMessage({
      run: plan.run,
      state: 'open',
      at: claimant.machine.now().wall,
      head: plan.head,
      ...(config === undefined ? {} : { config }),
      ...(again === undefined || again.size === 0 ? {} : { again: [...again].sort() }),
    }),
  });
