import { expect, it } from 'vitest';
import { defaultSettings } from '../../src/config/normalize/defaults.ts';
import { lockRef } from '../../src/core/claim/refs.ts';
import type { LockName } from '../../src/core/model/ids.ts';
import type { TestTask } from '../support/run-fixture.ts';
import {
  FOUR_AGENTS,
  holdingBack,
  NOTHING,
  ONE_AGENT,
  published,
  startSeen,
  tasksIn,
  writing,
} from './seen-run.ts';

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
