import { expect, test } from 'vitest';
import type { RefStore } from '../../src/app/ports/ref-store.ts';
import { handOver } from '../../src/app/transfer/hand-over-wave.ts';
import type { RefTransaction } from '../../src/core/claim/ref-transaction.ts';
import { memoryRefStore } from '../simulator/memory-ref-store.ts';
import { ObjectPool } from '../simulator/object-pool.ts';
import { RefServer } from '../simulator/ref-server.ts';
import { ciHolder, claimantOf } from '../support/memory-claimant.ts';
import { claimAll, PretendedHistory, RESULT, wishOf } from '../support/wave-of-tasks.ts';

// The push that hands over has no answer and arrives hours later; until the job has ended no other push gets through.

test.each([
  ['alone', ['f']],
  ['beside a task that is new', ['f', 'd']],
])(
  'a task that is tried again, %s, is not called failed while its claim may still land',
  async (_how, next) => {
    const server = new RefServer();
    const inner = memoryRefStore({ server, objects: new ObjectPool() });
    let late: RefTransaction | undefined;
    let isDown = false;
    const store: RefStore = {
      ...inner,
      async commit(transaction) {
        if (!isDown) return inner.commit(transaction);
        late ??= transaction;
        return { kind: 'unknown', detail: 'no answer' };
      },
    };
    const claimant = claimantOf(store, ciHolder('77'), { retryBudgetMs: 50 });
    const history = new PretendedHistory();
    server.refs.set(RESULT, history.head);
    const f = (await claimAll(claimant, [wishOf('f', ['f'])])).get('f');
    if (!f) throw new Error('not claimed');

    isDown = true;
    const end = await handOver(
      claimant,
      history.wave(history.head, { finished: [], unfinished: [f] }),
      async () => next.map((task) => wishOf(task, [task])),
    );
    expect(end.ends.get(f.record.task)).toEqual({ kind: 'open' });
    expect([...end.next.values()].map(({ kind }) => kind)).toEqual(next.map(() => 'unknown'));

    expect(late && (await inner.commit(late)).kind).toBe('applied');
    expect(server.refs.get(f.taskRef)).not.toBe(f.tip);
  },
);
