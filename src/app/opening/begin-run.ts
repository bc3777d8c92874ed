import { planRef, resultRef } from '../../core/claim/refs.ts';
import type { Oid } from '../../core/model/ids.ts';
import type { Plan } from '../../core/model/plan.ts';
import type { Checked } from '../../core/model/problem.ts';
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
}

/** Writes what of the run is not there yet, and moves its result where that is to build on more; nothing where all is as it should be. */
export async function beginRun(ask: Beginning): Promise<Checked<RunRefs> | 'look-again'> {
  const { plan, claimant, own, tip } = ask;
  const refs = { planRef: planRef(plan.run), resultRef: resultRef(plan.run) };
  const isWhole = own?.planTip !== undefined && own.result !== undefined;
  const planTip = isWhole ? own.planTip : await commitPlan(ask);
  const begun = {
    ok: true,
    value: { ...refs, head: plan.head, tip, planTip },
    warnings: [],
  } as const;
  const updates: RefUpdate[] = [
    { ref: refs.planRef, expect: own?.planTip ?? null, to: planTip },
    { ref: refs.resultRef, expect: own?.result ?? null, to: tip },
  ].filter(({ expect, to }) => expect !== to);
  if (updates.length === 0) return begun;
  const outcome = await claimant.store.commit({ updates, objects: [] });
  if (outcome.kind === 'applied') return begun;
  const blocker =
    outcome.kind === 'refused' ? await findBlocker(claimant.store, Object.values(refs)) : undefined;
  const failure = outcome.kind === 'failed' ? outcome.failure : blocker;
  if (failure === undefined) return 'look-again';
  return { ok: false, problems: [storeProblem(failure, claimant.store.table)] };
}

const commitPlan = ({ publishing, claimant, writePlan, plan }: Beginning): Promise<Oid> =>
  publishing.commitFile({
    name: 'plan.json',
    bytes: writePlan(plan),
    parents: [],
    message: planMessage({ run: plan.run, state: 'open', at: claimant.machine.now().wall, head: plan.head }),
  });
