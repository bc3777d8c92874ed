import type { Oid, TaskId } from '../../core/model/ids.ts';
import type { TestBench } from '../perform/testing/test-bench.ts';
import type { Combined } from '../transfer/wave.ts';
import type { NotTogether } from './set-works.ts';
import type { TakenWork } from './take-results.ts';

/** What was tested together and passed. */
export interface VerifiedWave {
  readonly to: Oid;
  readonly tasks: readonly TaskId[];
  readonly left: ReadonlyMap<TaskId, NotTogether>;
}

type Works = ReadonlyMap<TaskId, TakenWork>;

/**
 * Which works of a wave may be published together: all of them, where their combination passes the team's test; else each is tried
 * on the result by itself, and then those together that passed. What was not tested in just that combination is in none.
 */
export async function verifyWave(ask: {
  readonly works: Works;
  readonly onto: Oid;
  readonly combine: (works: Works, onto: Oid) => Promise<Combined<NotTogether>>;
  readonly tests: Pick<TestBench, 'test'>;
}): Promise<VerifiedWave> {
  const { onto, combine, tests } = ask;
  const passes = async (some: Works, known?: Combined<NotTogether>): Promise<Oid | undefined> => {
    const { to, leftOut } = known ?? (await combine(some, onto));
    return leftOut.size === 0 && (to === onto || (await tests.test(to)).passed) ? to : undefined;
  };
  const left = new Map<TaskId, NotTogether>();
  const combined = await combine(ask.works, onto);
  const fitting = fittingOf(ask.works, combined, left);
  const all = await passes(fitting, fitting.size === ask.works.size ? combined : undefined);
  if (all !== undefined) return { to: all, tasks: [...fitting.keys()], left };
  const alone = new Map<TaskId, TakenWork>();
  for (const [task, work] of fitting)
    if ((await passes(new Map([[task, work]]))) === undefined) left.set(task, 'verify-failed');
    else alone.set(task, work);
  const union = await passes(alone);
  if (union !== undefined) return { to: union, tasks: [...alone.keys()], left };
  return oneByOne({ works: alone, onto, left, passes });
}

/** Those that conflict with ones before them come in the next wave, on what those have made of the result. */
function fittingOf(works: Works, { leftOut }: Combined<NotTogether>, left: Map<TaskId, NotTogether>): Works {
  for (const [task, why] of leftOut) left.set(task, why);
  return new Map([...works].filter(([task]) => !leftOut.has(task)));
}

/** Each passes, and all together do not: as many of them, in their order, as do. */
async function oneByOne(ask: {
  readonly works: Works;
  readonly onto: Oid;
  readonly left: Map<TaskId, NotTogether>;
  readonly passes: (some: Works) => Promise<Oid | undefined>;
}): Promise<VerifiedWave> {
  const { works, onto, left, passes } = ask;
  let kept: Works = new Map();
  let to = onto;
  for (const [task, work] of works) {
    const more = new Map([...kept, [task, work] as const]);
    const passed = await passes(more);
    if (passed === undefined) left.set(task, 'not-together');
    else {
      kept = more;
      to = passed;
    }
  }
  return { to, tasks: [...kept.keys()], left };
}
