import { describe, expect, it } from 'vitest';
import type { RunContext } from '../../src/app/perform/run-context.ts';
import type { RefTransaction, TransactionOutcome } from '../../src/app/ports/ref-store.ts';
import { makeRepository, makeTeam } from '../support/git-fixture.ts';
import { startTestRun } from '../support/run-fixture.ts';

const files = { 'a.txt': 'a\n' };
const nothing = [{ id: 'one', writes: ['a.txt'], does: "report({ summary: 'nothing to do' });" }];
const change = [{ id: 'one', writes: ['a.txt'], does: "append('a.txt', 'x');" }];
const failed = (kind: 'server-lock' | 'read-only'): TransactionOutcome => ({
  kind: 'failed',
  failure: { kind, detail: 'as the test wants it' },
});

type Answer = (send: () => Promise<TransactionOutcome>) => Promise<TransactionOutcome>;

/** Answers the first transactions that end the run's plan by hand; the others are sent. */
const answering =
  (...answers: readonly Answer[]) =>
  ({ claimant, planMark }: RunContext): void => {
    const { store } = claimant;
    const send = store.commit.bind(store);
    const left = [...answers];
    store.commit = (transaction: RefTransaction) => {
      const ends = transaction.updates.some(({ ref }) => ref === planMark.ref);
      const answer = ends ? left.shift() : undefined;
      return answer === undefined ? send(transaction) : answer(() => send(transaction));
    };
  };

const lostAnswer: Answer = async (send) => {
  await send();
  return { kind: 'unknown', detail: 'the answer was lost' };
};
const lostRequest: Answer = async () => ({ kind: 'unknown', detail: 'the request was lost' });
const busy: Answer = async () => failed('server-lock');
const forbidden: Answer = async () => failed('read-only');

/** What the plan ref says, and what it said before, newest first. */
async function statesOf({ context, store }: Awaited<ReturnType<typeof startTestRun>>): Promise<string[]> {
  const { ref: planRef } = context.planMark;
  const listed = await store.list([planRef]);
  const states: string[] = [];
  for (let at = listed.ok ? listed.value.get(planRef) : undefined; at !== undefined; ) {
    const sight = (await store.read([at])).get(at);
    if (sight?.kind !== 'commit') throw new Error(`no plan at ${at}`);
    states.push(/: (\w+)\n/.exec(sight.message)?.[1] ?? '');
    at = sight.parents[0];
  }
  return states;
}

const LOCAL = () => {
  const repo = makeRepository();
  repo.commit(files);
  return { repo, remote: repo };
};

describe.each([
  ['with a remote', () => makeTeam(files)],
  ['without a remote', LOCAL],
])('the end of a run %s', (_, make) => {
  it.each([
    ['nothing has changed', nothing],
    ['there is a result', change],
  ])(
    '%s: the plan is over once that is seen, whatever became of the first sendings',
    async (_name, tasks) => {
      const { repo, remote } = make();
      const run = await startTestRun({ repo, tasks, onOpened: answering(busy, lostRequest, lostAnswer) });
      expect(run.phases).toEqual({ one: 'done' });
      expect(run.context.ending.branch).toEqual(
        tasks === nothing ? { kind: 'nothing' } : { kind: 'moved', to: remote.tip('agentic/main') },
      );
      expect(await statesOf(run)).toEqual(['finished', 'open']);
    },
  );

  it('is told where the table forbids to say that it is over', async () => {
    const { repo } = make();
    const run = await startTestRun({ repo, tasks: nothing, onOpened: answering(forbidden) });
    const problem = { code: 'read-only-remote' };
    expect(run.context.ending.branch).toMatchObject({ kind: 'nothing', unmarked: problem });
    expect(await statesOf(run)).toEqual(['open']);
  });
});

it('a result that is on the user’s branch is one, although the plan could not be marked as over', async () => {
  const { repo } = LOCAL();
  const run = await startTestRun({ repo, tasks: change, onOpened: answering(forbidden) });
  expect(run.context.ending.branch).toMatchObject({
    kind: 'moved',
    to: repo.tip('agentic/main'),
    unmarked: { code: 'read-only-remote' },
  });
});
