import { expect, test } from 'vitest';
import { runDismiss } from '../../src/cli/commands/decisions/dismiss.ts';
import { runPlan } from '../../src/cli/commands/plan/plan.ts';
import { runCommand } from '../support/command-context.ts';
import { type GitFixture, makeRepository, makeTeam } from '../support/git-fixture.ts';

const OPTIONS = { base: 'main' };
const LOGIN = 'src/auth/login.ts';
const BEFORE = 'export const a = 1;\n';
const CHECK = 'export function verify(token: string, password: string) {\n  return token === password;\n}\n';

/** Two clones of one remote, on a branch that changes how people log in. */
function team(): { readonly ana: GitFixture; readonly ben: GitFixture } {
  const { repo: ana, remote } = makeTeam({ [LOGIN]: BEFORE });
  ana.git('checkout', '-q', '-b', 'work');
  ana.commit({ [LOGIN]: BEFORE + CHECK });
  ana.git('push', '-q', 'origin', 'work');
  const ben = remote.clone();
  ben.git('checkout', '-q', 'work');
  return { ana, ben };
}

const planOf = async ({ dir }: GitFixture) =>
  JSON.parse((await runCommand(runPlan, dir, { json: true, options: OPTIONS })).result).plan;
const kindsOf = async (fixture: GitFixture): Promise<readonly string[]> =>
  (await planOf(fixture)).tasks.map((task: { kind: string }) => task.kind);

const dismiss = (fixture: GitFixture, operands: readonly string[], options: object = {}) =>
  runCommand(runDismiss, fixture.dir, { operands, options: { ...OPTIONS, ...options } });

/** A plan looks for a second at most; this one looks as long as it takes, and is remembered. */
const see = (fixture: GitFixture) => dismiss(fixture, [], { list: true });

test('what one dismisses, the other does not hear of, and reads who and why', async () => {
  const { ana, ben } = team();
  expect(await kindsOf(ben)).toContain('security-audit');
  const { code, result } = await dismiss(ana, ['security-audit'], { reason: 'done by hand' });
  expect([code, result]).toEqual([0, expect.stringMatching(/^dismissed: security-audit-[0-9a-f]{8}, /)]);
  await see(ben);
  const plan = await planOf(ben);
  expect(plan.tasks.map((task: { kind: string }) => task.kind)).not.toContain('security-audit');
  expect(plan.silenced.dismissed).toMatchObject([{ kind: 'security-audit', reason: 'done by hand' }]);
  const screen = await runCommand(runPlan, ben.dir, { options: OPTIONS });
  expect(screen.result).toContain('1 dismissed (agentic-plan dismiss --list)');
  const listed = await dismiss(ben, [], { list: true });
  expect(listed.result).toMatch(/^1 dismissed, 0 audits made known on /);
  expect(listed.result).toMatch(/work, \d+ s ago: done by hand/);
});

test('it stays dismissed when other files change, and comes again with a new line', async () => {
  const { ana } = team();
  await dismiss(ana, ['security-audit']);
  ana.commit({ 'docs/a.md': 'x\n', [LOGIN]: `// about\n\n${BEFORE}${CHECK}` });
  expect(await kindsOf(ana)).not.toContain('security-audit');
  ana.commit({
    [LOGIN]: `${BEFORE}${CHECK}export const setPermission = (role: string) => grant(role, '*');\n`,
  });
  expect(await kindsOf(ana)).toContain('security-audit');
});

test('taken back by its name, by anybody', async () => {
  const { ana, ben } = team();
  await dismiss(ana, ['1']);
  await see(ben);
  const [{ id }] = (await planOf(ben)).silenced.dismissed;
  expect((await dismiss(ben, [id])).result).toBe(`dismissed already: ${id}\n`);
  expect((await dismiss(ben, ['security-audit'], { undo: true })).result).toMatch(/^taken back: /);
  await see(ana);
  expect((await planOf(ana)).silenced.dismissed).toEqual([]);
  const again = await dismiss(ana, [id], { undo: true });
  expect([again.code, again.said]).toEqual([2, `${id} was not dismissed\n  nothing is\n`]);
});

test('a remote that is away: refused, and nothing is remembered here either', async () => {
  const { ana } = team();
  ana.git('remote', 'set-url', 'origin', `${ana.dir}/gone`);
  const { code, said } = await dismiss(ana, ['1']);
  expect(code).toBe(4);
  expect(said).not.toBe('');
  expect((await planOf(ana)).silenced.dismissed).toEqual([]);
});

test('a remote that is away later: what was seen of it counts on', async () => {
  const { ana } = team();
  await dismiss(ana, ['security-audit']);
  ana.git('remote', 'set-url', 'origin', `${ana.dir}/gone`);
  expect(await kindsOf(ana)).not.toContain('security-audit');
});

test('without a remote it holds for this clone', async () => {
  const alone = makeRepository();
  alone.commit({ [LOGIN]: BEFORE });
  alone.git('checkout', '-q', '-b', 'work');
  alone.commit({ [LOGIN]: BEFORE + CHECK });
  expect((await dismiss(alone, ['security-audit'])).code).toBe(0);
  expect(await kindsOf(alone)).not.toContain('security-audit');
});

test('no such task, none named', async () => {
  const { ana } = team();
  expect((await dismiss(ana, ['77'])).said).toContain('there is no task 77');
  expect((await dismiss(ana, [])).said).toContain('which task?');
});
