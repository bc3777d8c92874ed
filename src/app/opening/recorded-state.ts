import type { Oid } from '../../core/model/ids.ts';
import type { Plan } from '../../core/model/plan.ts';
import { LARGEST_PLAN, readPlanFile } from '../../core/plan/read-plan-file.ts';
import type { CommitFiles } from '../ports/publishing.ts';

/** The plan with the state of the project as the run's own plan.json has it: who joins later decides by the same. */
export async function withRecordedState(
  plan: Plan,
  { files, planTip }: { readonly files: CommitFiles; readonly planTip: Oid },
): Promise<Plan> {
  if (plan.state === undefined) return plan;
  const json = await files.readFile({ commit: planTip, name: 'plan.json', maxBytes: LARGEST_PLAN });
  const recorded = json === undefined ? undefined : readPlanFile(json);
  return recorded?.kind === 'plan' && recorded.state !== undefined
    ? { ...plan, state: recorded.state }
    : plan;
}
