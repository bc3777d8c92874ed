import { fitOnePush, splitNext } from '../../../core/claim/hand-over.ts';
import type { TaskEnd } from '../../../core/claim/judge-wave.ts';
import type { Oid, TaskId } from '../../../core/model/ids.ts';
import type { PublishEnd } from '../../../core/run/run-event.ts';
import { type Attempt, type ClaimWish, prepareAll } from '../../claim/claim-attempt.ts';
import { withRefs } from '../../claim/claim-wave.ts';
import type { HeldClaim } from '../../claim/claimant.ts';
import type { TransactionOutcome } from '../../ports/ref-store.ts';
import { endWave } from '../../transfer/end-wave.ts';
import type { EndingTasks, Stopped, WaveEnd } from '../../transfer/wave.ts';
import type { SentAlong } from '../claiming/followers.ts';
import type { With } from '../run-context.ts';
import { type Checks, checkScope } from './check-scope.ts';
import { type Combines, combineWorks } from './combine-works.ts';
import type { FinishedWork, LeftOut } from './finished-work.ts';

/** What became of finished works that were published together. */
export interface PublishedWave {
  readonly ends: ReadonlyMap<TaskId, TaskEnd<LeftOut>>;
  readonly stopped?: Stopped;
  /** The commits that were sent last. */
  readonly commits: ReadonlyMap<TaskId, Oid>;
  /** Claims that went along, by the task that they follow; whether they were taken is for them to find out. */
  readonly sent: ReadonlyMap<TaskId, SentAlong>;
}

/** What that takes. */
export type Sends = Checks & Combines & With<'claimant' | 'claims' | 'followers' | 'result'>;

/**
 * Publishes finished works in one push, each on top of the one before, the last of them tested, and with them, if they
 * are asked, the claims of the tasks that take their place. What goes wrong otherwise is thrown into `failed`.
 */
export async function publishWave(
  context: Sends,
  works: readonly FinishedWork[],
  ask: { readonly withFollowers: boolean },
): Promise<PublishedWave & { readonly failed?: unknown }> {
  const { claimant, claims, result, publishing } = context;
  const outOfScope = new Map<TaskId, PublishEnd>();
  const along: Along[] = [];
  let commits: ReadonlyMap<TaskId, Oid> = new Map();
  const told = (end: Pick<WaveEnd<LeftOut>, 'ends' | 'stopped' | 'next'>) => {
    const { ends, stopped } = end;
    const outcome = OUTCOMES[end.next];
    const sent = new Map(along.map(({ before, ...one }) => [before, { ...one, outcome }]));
    return { ends, commits, sent, ...(stopped === undefined ? {} : { stopped }) };
  };
  try {
    for (const work of works) {
      const end = await checkScope(context, work);
      if (end !== undefined) outOfScope.set(work.id, end);
    }
    const end = await endWave<LeftOut>(claimant, {
      result,
      finished: works,
      unfinished: [],
      leftOut: 'kept',
      keep: (held) => claims.keep(held.record.task, held),
      combine: async (tasks, onto) => {
        const asked = tasks.flatMap(({ held }) => works.filter(({ id }) => id === held.record.task));
        const isAlone = works.length === 1;
        const combined = await combineWorks(context, { works: asked, outOfScope, onto, isAlone });
        ({ commits } = combined);
        return combined;
      },
      begin: async (ending) => {
        if (ask.withFollowers) along.push(...(await askFollowers(context, ending)));
        return along.map(({ attempt }) => attempt);
      },
      findTrailer: publishing.findTrailer,
    });
    return told(end);
  } catch (failed) {
    return { ...told({ ends: new Map(), next: 'unknown' }), failed };
  }
}

const OUTCOMES: Readonly<Record<WaveEnd<LeftOut>['next'], TransactionOutcome>> = {
  begun: { kind: 'applied' },
  'not-begun': { kind: 'refused', refs: [] },
  unknown: { kind: 'unknown', detail: 'no answer' },
};

interface Along {
  readonly before: TaskId;
  readonly wish: ClaimWish;
  readonly attempt: Attempt;
}

/** The claims that can begin with what these works end. */
async function askFollowers(
  { claimant, followers, interruption }: With<'claimant' | 'followers' | 'interruption'>,
  { tasks, to }: EndingTasks,
): Promise<readonly Along[]> {
  if (interruption.signal.aborted) return [];
  const wanted = [];
  for (const { record } of tasks) {
    // what goes wrong with it is said when it asks by itself
    const wish = await followers.goAlong(record.task, to).catch(() => undefined);
    if (wish) wanted.push({ ...withRefs(wish), before: record.task, wish });
  }
  const ending = tasks.map(({ taskRef, record }: HeldClaim) => ({ taskRef, locks: record.locks }));
  const together = fitOnePush(ending, splitNext({ ending, next: wanted }).together);
  const attempts = await prepareAll(
    claimant,
    together.map(({ wish }) => wish),
  );
  return together.flatMap(({ before, wish }, at) => {
    const attempt = attempts[at];
    return attempt ? [{ before, wish, attempt }] : [];
  });
}
