import { expect, test } from 'vitest';
import { keepRenewed } from '../../src/app/claim/keep-renewed.ts';
import { endWave } from '../../src/app/transfer/end-wave.ts';
import { seenResult } from '../../src/app/transfer/result.ts';
import type { TaskId } from '../../src/core/model/ids.ts';
import { memoryRefStore } from '../simulator/memory-ref-store.ts';
import { RefServer } from '../simulator/ref-server.ts';
import { ciHolder, claimantOf } from '../support/memory-claimant.ts';
import { claimAll, finished, PretendedHistory, RESULT, wishOf } from '../support/wave-of-tasks.ts';

/** A wave of one task whose work conflicts; `fresh` says whether its claim is in force each time that it is asked. */
async function endOne(fresh: readonly boolean[]) {
  const server = new RefServer();
  const claimant = claimantOf(memoryRefStore({ server }), ciHolder('77'));
  const history = new PretendedHistory();
  server.refs.set(RESULT, history.head);
  const held = (await claimAll(claimant, [wishOf('a', ['a'])])).get('a');
  if (held === undefined) throw new Error('not claimed');
  const kept = keepRenewed(claimant, held);
  await kept.stop();
  const answers = [...fresh];
  const claim = Object.assign(kept, {
    lost: false,
    fresh: async () => {
      claim.lost = answers.shift() === false;
      return !claim.lost;
    },
  });
  let combined = 0;
  const end = await endWave<string>(claimant, {
    result: seenResult(claimant.store, { ref: RESULT, head: history.head, tip: history.head }),
    finished: [{ claim, handoff: finished(held).handoff }],
    unfinished: [],
    leftOut: 'kept',
    keep: () => claim,
    combine: async () => {
      combined++;
      return {
        to: history.head,
        commits: new Map(),
        leftOut: new Map([['a' as TaskId, 'it conflicts']]),
      };
    },
    begin: async () => [],
    findTrailer: history.findTrailer,
  });
  return { end: end.ends.get('a' as TaskId), combined };
}

test('work under a claim that is lost already is not set on the result, where it would conflict with whoever has its paths now', async () => {
  const { end, combined } = await endOne([false]);
  expect(end).toEqual({ kind: 'lost', why: 'over' });
  expect(combined).toBe(0);
});

test('work whose claim is lost while it is set on the result is lost, and does not conflict', async () => {
  const { end, combined } = await endOne([true, false, false]);
  expect(end).toEqual({ kind: 'lost', why: 'over' });
  expect(combined).toBe(1);
});

test('work under a claim in force that conflicts is left out', async () => {
  expect((await endOne([true, true])).end).toEqual({ kind: 'left-out', why: 'it conflicts' });
});
