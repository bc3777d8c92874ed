import { expect, it, vi } from 'vitest';
import type { RunContext } from '../../src/app/perform/run-context.ts';
import type { RefTransaction, TransactionOutcome } from '../../src/app/ports/ref-store.ts';
import { defaultSettings } from '../../src/config/normalize/defaults.ts';
import { lockRef, taskOfRef } from '../../src/core/claim/refs.ts';
import type { LockName, Oid } from '../../src/core/model/ids.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';
import { startTestRun, type TestRun, type TestRunEnd, type TestTask } from '../support/run-fixture.ts';

const FILES = { 'a.txt': 'a\n', 'b.txt': 'b\n', 'c.txt': 'c\n', 'd.txt': 'd\n', 'shared.txt': 'shared\n' };
const ONE_AGENT = { limits: { agents: 1, tasks: 5, minutes: 60 } } as const;
const FOUR_AGENTS = { limits: { agents: 4, tasks: 5, minutes: 60 } } as const;

const writing = (name: string): TestTask => ({
  id: name,
  writes: [`${name}.txt`],
  does: `append('${name}.txt', '${name} was here\\n');`,
});

type Send = (transaction: RefTransaction) => Promise<TransactionOutcome>;

/** A run whose pushes are seen, and may be held back or answered otherwise. */
async function startSeen(
  run: Omit<TestRun, 'repo' | 'onOpened' | 'observe'> & {
    readonly prepare?: (context: RunContext, remote: GitFixture) => void;
  },
  push: (transaction: RefTransaction, send: Send, worked: ReadonlySet<string>) => Promise<TransactionOutcome>,
): Promise<TestRunEnd & { readonly remote: GitFixture; readonly pushes: readonly RefTransaction[] }> {
  const { repo, remote } = makeTeam(FILES);
  const pushes: RefTransaction[] = [];
  const worked = new Set<string>();
  const onOpened = (context: RunContext): void => {
    const { desk } = context;
    run.prepare?.(context, remote);
    const send = desk.store.commit.bind(desk.store);
    vi.spyOn(desk.store, 'commit').mockImplementation((transaction) => {
      pushes.push(transaction);
      return push(transaction, send, worked);
    });
  };
  const end = await startTestRun({
    ...run,
    repo,
    onOpened,
    observe: (event) => event.kind === 'worked' && worked.add(event.task),
  });
  return { ...end, remote, pushes };
}

/** The first publication comes only when these have ended, so that they are published together. */
function holdingBack(names: readonly string[]): Parameters<typeof startSeen>[1] {
  let first = true;
  return async (transaction, send, worked) => {
    if (first && isPublication(transaction)) {
      first = false;
      await vi.waitUntil(() => names.every((name) => worked.has(name)), { timeout: 20_000, interval: 5 });
    }
    return send(transaction);
  };
}

const isPublication = ({ updates }: RefTransaction): boolean =>
  updates.some(({ ref }) => ref.endsWith('/result'));
const NOTHING: RefTransaction = { updates: [], objects: [] };
const tasksIn = ({ updates }: RefTransaction): readonly string[] =>
  updates.flatMap(({ ref }) => taskOfRef(ref)?.task ?? []);
const published = ({ remote }: { readonly remote: GitFixture }): readonly string[] =>
  remote.git('log', '--format=%(trailers:key=Agentic-Task,valueonly)', 'main..agentic/main').split(/\s+/);

it('tasks that are ready together are claimed in one push, those that have ended meanwhile published in one', async () => {
  const names = ['a', 'b', 'c', 'd'];
  const run = await startSeen(
    { tasks: names.map((name) => writing(name)), settings: FOUR_AGENTS },
    holdingBack(names),
  );
  expect(run.phases).toEqual({ a: 'done', b: 'done', c: 'done', d: 'done' });
  expect(tasksIn(run.pushes[0] ?? NOTHING)).toEqual(names);
  expect(run.pushes.length).toBeLessThanOrEqual(4); // who ended first, the others, the branch
  expect(published(run).filter((value) => value.includes('/')).length).toBe(4);
  for (const name of names) expect(run.remote.git('show', `agentic/main:${name}.txt`)).toContain('was here');
  expect(run.remote.git('for-each-ref', 'refs/agentic/locks')).toBe('');
});

it('a file that one task after the other writes is handed over, never free in between: one push for each', async () => {
  const tasks = ['t1', 't2', 't3'].map((id) => ({
    id,
    writes: ['a.txt'],
    does: `append('a.txt', '${id}\\n');`,
  }));
  const run = await startSeen({ tasks, settings: ONE_AGENT }, (transaction, send) => send(transaction));
  expect(run.phases).toEqual({ t1: 'done', t2: 'done', t3: 'done' });
  const moves = run.pushes.flatMap(({ updates }) =>
    updates.filter(({ ref }) => ref === lockRef('a.txt' as LockName)),
  );
  expect(moves.map(({ expect: from }) => from)).toEqual([null, ...moves.slice(0, 3).map(({ to }) => to)]);
  expect(moves.at(-1)?.to).toBeNull();
  expect(run.pushes).toHaveLength(5); // a claim, three publications, the branch
  expect(run.remote.git('show', 'agentic/main:a.txt').split('\n').sort()).toEqual(['a', 't1', 't2', 't3']);
});

it('works that fail the team’s test together are published one by one, and the one at fault is done again', async () => {
  const unless = (other: string, name: string): TestTask => ({
    ...writing(name),
    does: `const taken = fs.readFileSync('${other}.txt', 'utf8').includes('was here');
      append('${name}.txt', taken ? 'otherwise\\n' : 'was here\\n');`,
    retries: 1,
  });
  const notBoth = `const has = (file) => require('node:fs').readFileSync(file, 'utf8').includes('was here');
    process.exit(has('b.txt') && has('c.txt') ? 1 : 0);`;
  const verify = { argv: [process.execPath, '-e', notBoth] as const };
  const run = await startSeen(
    { tasks: [writing('a'), unless('c', 'b'), unless('b', 'c')], settings: { ...FOUR_AGENTS, verify } },
    holdingBack(['a', 'b', 'c']),
  );
  expect(run.phases).toEqual({ a: 'done', b: 'done', c: 'done' });
  expect(run.log.filter((line) => line.startsWith('not-published'))).toHaveLength(1);
  const seen = ['b', 'c'].map((name) => run.remote.git('show', `agentic/main:${name}.txt`).split('\n')[1]);
  expect(seen.sort()).toEqual(['otherwise', 'was here']);
});

it('a work that conflicts is left out of the push, and begins again on what the others published', async () => {
  const onShared = (name: string): TestTask => ({
    ...writing(name),
    retries: 1,
    does: `append('${name}.txt', '${name} was here\\n'); fs.writeFileSync('shared.txt', fs.readFileSync('shared.txt', 'utf8') + '${name}\\n');`,
  });
  const tasks = [writing('a'), onShared('b'), onShared('c'), writing('d')];
  const claims = { ...defaultSettings().claims, mergeable: ['shared.txt'] };
  const run = await startSeen(
    { tasks, settings: { ...FOUR_AGENTS, claims } },
    holdingBack(['a', 'b', 'c', 'd']),
  );
  expect(run.phases).toEqual({ a: 'done', b: 'done', c: 'done', d: 'done' });
  expect(run.remote.git('show', 'agentic/main:shared.txt').split('\n').sort()).toEqual(['b', 'c', 'shared']);
});

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
        prepare: ({ publishing, result, desk }, remote) => {
          const find = publishing.findTrailer.bind(publishing);
          vi.spyOn(publishing, 'findTrailer').mockImplementation(async (question) => {
            if (others === '') {
              others = remote.git('commit-tree', `${question.to}^{tree}`, '-p', question.to, '-m', 'Theirs');
              remote.git('update-ref', result.resultRef, others);
              await desk.store.list([result.resultRef]);
              result.tip = others as Oid;
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
