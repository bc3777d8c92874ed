import type { TaskEnd } from '../../../core/claim/judge-wave.ts';
import type { Oid, TaskId } from '../../../core/model/ids.ts';
import type { PublishEnd } from '../../../core/run/run-event.ts';
import type { TransactionOutcome } from '../../ports/ref-store.ts';
import type { Stopped, WaveEnd } from '../../transfer/wave.ts';
import type { Along, SentAlong } from '../claiming/followers.ts';
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
export type Sends = Checks & Combines & With<'claims' | 'followers' | 'result' | 'transfer'>;

/**
 * Publishes finished works in one push, each on top of the one before, the last of them tested, and with them, if they
 * are asked, the claims of the tasks that take their place. What goes wrong otherwise is thrown into `failed`.
 */
export async function publishWave(
  context: Sends,
  works: readonly FinishedWork[],
  ask: { readonly withFollowers: boolean },
): Promise<PublishedWave & { readonly failed?: unknown }> {
  const { claims, followers, result, publishing, transfer } = context;
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
    const end = await transfer.end<LeftOut>({
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
        if (ask.withFollowers) along.push(...(await followers.goAlong(ending)));
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
