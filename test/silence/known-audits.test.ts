import { expect, test } from 'vitest';
import { runDismiss } from '../../src/cli/commands/decisions/dismiss.ts';
import { runDone } from '../../src/cli/commands/decisions/done.ts';
import { runPlan } from '../../src/cli/commands/plan/plan.ts';
import { runCommand } from '../support/command-context.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

const OPTIONS = { base: 'main' };
const LOGIN = 'src/auth/login.ts';
const BEFORE = 'export const a = 1;\n';
const CHECK = 'export function verify(token: string, password: string) {\n  return token === password;\n}\n';
const GRANT = "export const setPermission = (role: string) => grant(role, '*');\n";

function work(): GitFixture {
  const { repo } = makeTeam({ [LOGIN]: BEFORE });
  repo.git('checkout', '-q', '-b', 'work');
  repo.commit({ [LOGIN]: BEFORE + CHECK });
  return repo;
}

const audits = async ({ dir }: GitFixture): Promise<number> => {
  const { result } = await runCommand(runPlan, dir, { json: true, options: OPTIONS });
  const { tasks } = JSON.parse(result).plan;
  return tasks.filter((task: { kind: string }) => task.kind === 'security-audit').length;
};
const done = ({ dir }: GitFixture, ...operands: readonly string[]) =>
  runCommand(runDone, dir, { operands, options: OPTIONS });
const LATER = Date.UTC(2100, 0, 1) / 1000;

test('an audit that was made is not asked for again, until the file changes', async () => {
  const repo = work();
  expect(await audits(repo)).toBe(1);
  const { code, result } = await done(repo, 'security-audit', 'src/auth');
  expect([code, result]).toEqual([
    0,
    expect.stringMatching(/^known: security-audit of src\/auth, as of [0-9a-f]{7}\n/),
  ]);
  expect(await audits(repo)).toBe(0);
  repo.commit({ 'README.md': 'x\n' }, { at: LATER });
  expect(await audits(repo), 'the same content, in a newer commit').toBe(0);
  repo.commit({ [LOGIN]: BEFORE + CHECK + GRANT }, { at: LATER + 60 });
  expect(await audits(repo)).toBe(1);
});

test('it is listed, and taken back by its name', async () => {
  const repo = work();
  await done(repo, 'security-audit', '.');
  const listed = await runCommand(runDismiss, repo.dir, { options: { list: true } });
  const name = /security-audit-[0-9a-f]{8}/.exec(listed.result)?.[0] ?? '';
  expect(listed.result).toContain(`${name}  everything as of `);
  await runCommand(runDismiss, repo.dir, { operands: [name], options: { undo: true } });
  expect(await audits(repo)).toBe(1);
});

test.each([
  [['code-review', 'src'], 'code-review is no audit that can be made known'],
  [['security-audit'], ''],
  [['security-audit', '../x'], ''],
])('done %j is refused', async (operands, said) => {
  const refused = await done(work(), ...operands);
  expect(refused.code).toBe(2);
  expect(refused.said).toContain(said);
});
