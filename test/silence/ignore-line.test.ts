import { expect, test } from 'vitest';
import { runPlan } from '../../src/cli/commands/plan/plan.ts';
import { parseIgnoreLines } from '../../src/core/analyse/silence/parse-ignore-lines.ts';
import type { Oid } from '../../src/core/model/ids.ts';
import { runCommand } from '../support/command-context.ts';
import { makeRepository } from '../support/git-fixture.ts';

const KINDS = ['code-review', 'security-audit', 'own'];
const commit = 'aaaaaaaaaa' as Oid;

test.each([
  ['agentic-plan: ignore code-review', ['code-review'], []],
  ['Agentic-Plan:ignore Code-Review, own', ['code-review', 'own'], []],
  ['* agentic-plan: ignore own', ['own'], []],
  ['  - agentic-plan: ignore own  ', ['own'], []],
  ['agentic-plan: ignore reviews', [], ['reviews']],
  ['agentic-plan: ignore ../x', [], ['../x']],
  ['see agentic-plan: ignore own', [], []],
  ['agentic-plan: ignore', [], []],
  ['agentic-plan: run', [], []],
])('%j', (line, ignored, unknown) => {
  const read = parseIgnoreLines([{ commit, text: line }], KINDS);
  expect([read.ignored, read.unknown].map((list) => list.map(({ kind }) => kind))).toEqual([
    ignored,
    unknown,
  ]);
});

test('a line in a message silences that kind for that change, and is said', async () => {
  const repo = makeRepository();
  const file = 'src/auth/login.ts';
  repo.commit({ [file]: 'a\n' }, { message: 'before\n\nagentic-plan: ignore documentation-update\n' });
  repo.git('checkout', '-q', '-b', 'work');
  repo.commit({
    [file]: 'export function verify(token: string, password: string) {\n  return token === password;\n}\n',
  });
  const ask = async () =>
    JSON.parse((await runCommand(runPlan, repo.dir, { json: true, options: { base: 'main' } })).result).plan;
  expect((await ask()).tasks).toContainEqual(expect.objectContaining({ kind: 'security-audit' }));
  const oid = repo.commit(
    { 'b.md': 'x\n' },
    { message: 'more\n\nagentic-plan: ignore security-audit, nonsense\n' },
  );
  const plan = await ask();
  expect(plan.tasks).not.toContainEqual(expect.objectContaining({ kind: 'security-audit' }));
  expect(plan.silenced.ignored).toMatchObject([{ kind: 'security-audit', commit: oid }]);
  expect(plan.notices).toMatchObject([{ code: 'ignored-kind-unknown' }]);
  const screen = await runCommand(runPlan, repo.dir, { options: { base: 'main' } });
  expect(screen.result).toContain(`security-audit ignored, as the message of ${oid.slice(0, 7)} asks`);
});
