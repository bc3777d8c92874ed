import { expect, it, vi } from 'vitest';
import type { RefTransaction, TransactionOutcome } from '../../src/app/ports/ref-store.ts';
import { defaultSettings } from '../../src/config/normalize/defaults.ts';
import type { Oid } from '../../src/core/model/ids.ts';
import type { MonotonicTime, WallTime } from '../../src/core/model/time.ts';
import { isPublication, ONE_AGENT, published, type Send, startSeen, tasksIn, writing } from './seen-run.ts';

it.each([
  ['is refused', (): Promise<TransactionOutcome> => Promise.resolve({ kind: 'refused', refs: [] })],
  [
    'is refused by a part of a busy host',
    (): Promise<TransactionOutcome> =>
      Promise.resolve({ kind: 'failed', failure: { kind: 'server-lock', detail: 'busy' } }),
  ],
  [
    'has no answer, and has not arrived',
    (): Promise<TransactionOutcome> => Promise.resolve({ kind: 'unknown', detail: 'lost' }),
  ],
  [
    'has no answer, and has arrived',
    async (transaction: RefTransaction, send: Send): Promise<TransactionOutcome> => {
      await send(transaction);
      return { kind: 'unknown', detail: 'lost' };
    },
  ],
])('where the push of a work and of what follows it %s, both come to their end, once', async (_, answer) => {
  let tricks = 1;
  const run = await startSeen(
    { tasks: [writing('a'), { ...writing('b'), needs: ['a'] }], settings: ONE_AGENT },
    (transaction, send) =>
      isPublication(transaction) && tasksIn(transaction).length === 2 && tricks-- > 0
        ? answer(transaction, send)
        : send(transaction),
  );
  expect(run.phases).toEqual({ a: 'done', b: 'done' });
  expect(run.log.filter((line) => line.startsWith('worked'))).toEqual(['worked a', 'worked b']);
  expect(published(run).filter((value) => value.includes('/'))).toHaveLength(2);
  expect(run.remote.git('for-each-ref', 'refs/agentic/locks')).toBe('');
});

it('a push that has arrived without an answer is found although the claims that it ended could not be renewed', async () => {
  const claims = { ...defaultSettings().claims, leaseMinutes: 0.2 };
  let tricks = 1;
  let laterMs = 0;
  const run = await startSeen(
    {
      tasks: [writing('a'), writing('b')],
      settings: { ...ONE_AGENT, claims },
      prepare: ({ claimant: { machine } }) => {
        const now = machine.now.bind(machine);
        vi.spyOn(machine, 'now').mockImplementation(() => {
          const { wall, monotonic } = now();
          return { wall: (wall + laterMs) as WallTime, monotonic: (monotonic + laterMs) as MonotonicTime };
        });
      },
    },
    async (transaction, send) => {
      const outcome = await send(transaction);
      if (!isPublication(transaction) || tricks-- <= 0) return outcome;
      laterMs = 6_000; // past a third of the lease, when it is renewed
      return { kind: 'unknown', detail: 'lost' };
    },
  );
  expect(run.phases).toEqual({ a: 'done', b: 'done' });
  expect(run.log.filter((line) => line.startsWith('not-'))).toEqual([]);
  expect(run.log.filter((line) => line.startsWith('worked'))).toEqual(['worked a', 'worked b']);
});

it('what goes wrong after the push takes nothing from what was published, nor from what follows', async () => {
  const publish = { to: 'branch', every: 'task' } as const;
  let tricks = 1;
  const run = await startSeen(
    {
      tasks: [writing('a'), writing('b')],
      settings: { ...ONE_AGENT, publish },
      prepare: ({ claimant, branch }) => {
        const list = claimant.store.list.bind(claimant.store);
        vi.spyOn(claimant.store, 'list').mockImplementation((scopes) => {
          if (scopes.includes(branch.ref) && tricks-- > 0) throw new Error('no space left on device');
          return list(scopes);
        });
      },
    },
    (transaction, send) => send(transaction),
  );
  expect(tricks).toBeLessThan(1);
  expect(run.phases).toEqual({ a: 'done', b: 'done' });
  expect(published(run).filter((value) => value.includes('/'))).toHaveLength(2);
  expect(run.remote.git('for-each-ref', 'refs/agentic/locks')).toBe('');
});

it('what was to follow a work that fails begins by itself afterwards', async () => {
  const verify = { argv: ['sh', '-c', '! grep -q "a was here" a.txt'] as const };
  const run = await startSeen(
    { tasks: [writing('a'), writing('b')], settings: { ...ONE_AGENT, verify } },
    (transaction, send) => send(transaction),
  );
  expect(run.phases).toEqual({ a: 'blocked', b: 'done' });
  expect(run.log).toContain('not-begun b');
  expect(run.remote.git('for-each-ref', 'refs/agentic/locks')).toBe('');
});

it.each([
  ['alone', ['a', 'b']],
  ['with what follows it', ['a', 'b', 'c']],
])(
  'a look that sees somebody else’s publication in the last moment does not make ours overwrite it: sent %s',
  async (_, names) => {
    let others = '';
    const run = await startSeen(
      {
        tasks: names.map((name) => writing(name)),
        settings: ONE_AGENT,
        prepare: ({ publishing, result, claimant }, remote) => {
          const find = publishing.findTrailer.bind(publishing);
          vi.spyOn(publishing, 'findTrailer').mockImplementation(async (question) => {
            if (others === '') {
              others = remote.git('commit-tree', `${question.to}^{tree}`, '-p', question.to, '-m', 'Theirs');
              remote.git('update-ref', result.ref, others);
              await claimant.store.list([result.ref]);
              result.standOn(others as Oid);
            }
            return find(question);
          });
        },
      },
      (transaction, send) => send(transaction),
    );
    expect(Object.values(run.phases)).toEqual(names.map(() => 'done'));
    expect(others).not.toBe('');
    expect(run.remote.git('rev-list', 'agentic/main').split('\n')).toContain(others);
  },
);
