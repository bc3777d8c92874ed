import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { parseJson, runCli } from '../support/cli.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';

// Processes of the real program, each in a clone of its own, on one bare repository. Whoever comes first has four seconds
// to see that the paths are free and to try; on a machine that gives it no processor for so long it is passed over, as
// it should be, so that this is tried again then. `first-come.test.ts` has the same in virtual time.
test('those who wait get a path in the order in which they came; status says who is in line', {
  retry: 2,
}, async () => {
  const { repo, remote } = makeTeam();
  const refs = (kind: string): string[] =>
    remote.git('for-each-ref', '--format=%(refname)', `refs/agentic/${kind}`).split('\n').filter(Boolean);
  const order = join(makeFolder(), 'order');
  writeFileSync(order, '');
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await new Promise((done) => setTimeout(done, 20));
  };
  await callProgram(repo.dir, ['claim', 'src']);
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const waiters: Promise<{ readonly code: number | null }>[] = [];
  for (const [at, name] of names.entries()) {
    const note = `require('node:fs').appendFileSync(process.argv[1], '${name}')`;
    const args = ['claim', `src/${at % 2 === 0 ? 'x' : ''}`, '--agent', name, '--wait', '5m'];
    waiters.push(runCli(remote.clone().dir, [...args, '--', process.execPath, '-e', note, order]));
    await until(() => refs('waits').length > at);
  }
  const status = parseJson(await callProgram(repo.dir, ['status', '--json']));
  expect(status['waiting']).toMatchObject(names.map((agent) => ({ agent, holder: 'Test, main' })));
  expect((await callProgram(repo.dir, ['status'])).stdout).toMatch(
    /Waiting\n {2}a \(Test, main\), .* for src\/x {3}since/,
  );
  await callProgram(repo.dir, ['release']);
  expect((await Promise.all(waiters)).map(({ code }) => code)).toEqual(names.map(() => 0));
  expect(readFileSync(order, 'utf8')).toBe('abcdef');
  expect([...refs('waits'), ...refs('locks')]).toEqual([]);
});
