import type { TaskId } from '../../../core/model/ids.ts';
import { isoSeconds } from '../../../core/model/time.ts';
import type { HeldClaim } from '../../claim/desk.ts';
import { type KeptClaim, keepRenewed } from '../../claim/keep-renewed.ts';
import { type RunContext, workOf } from '../run-context.ts';

/** Renews a task's claim from now on. Whoever works on after it is lost works for nothing: its agent is told and ended. */
export function keepTaskClaim(context: RunContext, id: TaskId, held: HeldClaim): KeptClaim {
  const { desk } = context;
  const work = workOf(context, id);
  const onLost = (): void => {
    const at = isoSeconds(desk.machine.now().wall);
    const { paths } = held.record;
    void work.exchange?.notify({ kind: 'claim-lost', at, task: id, paths });
    work.running?.stop('ask');
  };
  return keepRenewed(desk, held, { onLost });
}
