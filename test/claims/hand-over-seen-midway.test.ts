import { expect, test } from 'vitest';
import { takeClaim } from '../../src/app/claim/take-claim.ts';
import type { RefStore } from '../../src/app/ports/ref-store.ts';
import { handOver } from '../../src/app/transfer/hand-over-wave.ts';
import { clientCommands } from '../simulator/client-commands.ts';
import { memoryRefStore } from '../simulator/memory-ref-store.ts';
import { ObjectPool } from '../simulator/object-pool.ts';
import { gitOrder, RefServer, type ServerOrder, ServerTransaction } from '../simulator/ref-server.ts';
import { ciHolder, claimantOf } from '../support/memory-claimant.ts';
import { claimAll, PretendedHistory, RESULT, wishOf } from '../support/wave-of-tasks.ts';

// A server moves the refs of a push one by one. Between any two of them somebody else wants a path of a task that ends and
// is tried again in that push: its lock is never free, and its new claim, seen before the task ref shows it, is no litter.

const orders: readonly (readonly [string, ServerOrder])[] = [
  ['git’s own order', gitOrder],
  ['the reverse', (commands) => [...gitOrder(commands)].reverse()],
];

test.each(orders)('in %s nobody gets in between', async (_name, order) => {
  const server = new RefServer();
  const objects = new ObjectPool();
  const inner = memoryRefStore({ server, objects });
  const rival = claimantOf(memoryRefStore({ server, objects }), ciHolder('78'), { retryBudgetMs: 50 });
  const answers: string[] = [];
  let isHandingOver = false;
  const store: RefStore = {
    ...inner,
    async commit(transaction) {
      if (!isHandingOver) return inner.commit(transaction);
      isHandingOver = false;
      for (const object of transaction.objects) objects.add(object);
      const begun = server.begin(clientCommands(transaction, server.refs).commands, order);
      if (!(begun instanceof ServerTransaction)) throw new Error('the push was not accepted');
      while (begun.left > 0) {
        answers.push((await takeClaim(rival, wishOf('rival', ['f']))).kind);
        begun.moveNext();
      }
      return { kind: 'applied' };
    },
  };
  const claimant = claimantOf(store, ciHolder('77'));
  const history = new PretendedHistory();
  server.refs.set(RESULT, history.head);
  const f = (await claimAll(claimant, [wishOf('f', ['f', 'g'])])).get('f');
  if (!f) throw new Error('not claimed');

  isHandingOver = true;
  const end = await handOver(
    claimant,
    history.wave(history.head, { finished: [], unfinished: [f] }),
    async () => [wishOf('f', ['f', 'g'])],
  );
  // `failed`: the server still keeps the ref for the push
  expect(answers).toHaveLength(3);
  for (const answer of answers) expect(['held', 'failed']).toContain(answer);
  const next = end.next.get(f.record.task);
  if (next?.kind !== 'claimed') throw new Error(`not claimed again: ${next?.kind}`);
  for (const lock of ['f', 'g'])
    expect(server.refs.get(`refs/agentic/locks/${lock}` as typeof RESULT)).toBe(next.held.anchor);
  expect(server.refs.get(f.taskRef)).toBe(next.held.anchor);
});
