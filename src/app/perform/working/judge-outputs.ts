import { problemOf } from '../../../core/model/problem.ts';
import type { WorkEnd } from '../../../core/run/run-event.ts';
import { checkOutputs } from '../../../core/run/wanted-outputs.ts';
import type { With } from '../run-context.ts';
import { type Ended, logOf } from './judge-refusal.ts';

/**
 * What an agent has left beside its change is part of the result: a task that ends without an output that it declares,
 * or with something else than what is made of it, has failed. A number that was forgotten decides nothing.
 */
export function judgeOutputs(
  { context, id }: Omit<Ended, 'context'> & { readonly context: Ended['context'] & With<'growth'> },
  end: WorkEnd,
  outputs: Readonly<Record<string, string>>,
): WorkEnd {
  if (end.kind !== 'ready' || context.claims.of(id)?.lost || context.accept.has(id)) return end;
  const trouble = checkOutputs(context.growth.wantedOf(id), outputs);
  if (trouble === undefined) return Object.keys(outputs).length === 0 ? end : { ...end, outputs };
  const problem = problemOf('outputs-missing', {
    task: id,
    missing: trouble.missing,
    numbers: trouble.notNumbers,
    lists: trouble.lists.map(({ output }) => output),
    log: logOf(context, id),
  });
  return { kind: 'failed', problem, mayPass: true, fault: 'agent' };
}
