import { expect, test } from 'vitest';
import type { ClaimPresence } from '../../src/core/model/presence.ts';
import type { WallTime } from '../../src/core/model/time.ts';
import { assemblePlan } from '../../src/core/plan/assemble-plan.ts';
import { widthOf } from '../../src/report/layout.ts';
import { planScreen } from '../../src/report/plan/plan-screen.ts';
import type { PlanView } from '../../src/report/plan/plan-view.ts';
import { agentOf, NOBODY_ELSE, planInputOf, taskOf } from '../support/plan-values.ts';
import { changeOf } from '../support/state-values.ts';

const claimOf = (...sharedFiles: readonly string[]): ClaimPresence =>
  ({
    claim: 'c-1',
    task: 't',
    agent: undefined,
    holder: 'ana',
    until: Date.parse('2026-01-01T12:30:00Z') as WallTime,
    locks: sharedFiles,
    sharedFiles,
  }) as unknown as ClaimPresence;

/** The screen of a change of these files; somebody else holds some of them. */
function screenOf(
  files: readonly string[],
  { held = [], tasks = 0, ...given }: Partial<PlanView> & { held?: readonly string[]; tasks?: number } = {},
): readonly string[] {
  const claims = held.length > 0 ? [claimOf(...held)] : [];
  const all = Array.from({ length: tasks }, (_, at) => taskOf(`t${at}`, { files: [`docs/${at}.md`] }));
  const plan = assemblePlan(planInputOf(all, [agentOf('claude')], { presence: { ...NOBODY_ELSE, claims } }));
  const view: PlanView = {
    plan,
    base: { name: 'main', how: 'branch' },
    changes: files.map((file) => changeOf(file)),
    agents: [{ id: 'claude', runnable: true }],
    source: undefined,
    minutes: 90,
    resultBranch: 'agentic/x',
    unpushed: 0,
    uncommitted: 0,
    tasksFile: undefined,
    below: '',
    given: {},
    ...given,
  };
  return planScreen(view, { columns: 80, colour: false }).split('\n');
}

const claimLine = (lines: readonly string[]): string | undefined =>
  lines.find((line) => line.includes('agentic-plan claim'))?.trim();

test('the claim that is proposed covers the files of the change, not their folder, nor what others hold', () => {
  const files = ['src/auth/session.ts', 'src/auth/a b.ts', 'src/api/users.ts'];
  expect(claimLine(screenOf(files, { held: ['src/api/users.ts'] }))).toBe(
    "Next     agentic-plan claim src/auth/session.ts 'src/auth/a b.ts'",
  );
  expect(claimLine(screenOf(files, { held: files }))).toBeUndefined();
});

test('in a folder of the repository it names them as they are called there', () => {
  expect(claimLine(screenOf(['src/a.ts', 'b.ts'], { below: 'src' }))).toContain('claim a.ts ../b.ts');
});

test('of many files git makes the list, without those that others hold', () => {
  const many = Array.from({ length: 9 }, (_, at) => `src/f${at}.ts`);
  expect(claimLine(screenOf([...many, 'x.ts'], { held: ['x.ts'] }))).toBe(
    `Next     git diff --name-only --diff-filter=d -z ${'b'.repeat(12)} ${'a'.repeat(12)} -- :/ ':(top,literal,exclude)x.ts' | agentic-plan claim --stdin`,
  );
});

test('one task has no order, and nobody is told why it stands in one', () => {
  const one = screenOf(['a.ts'], { tasks: 1 });
  expect(one.join('\n')).not.toMatch(/^Order|this order/m);
  const two = screenOf(['a.ts'], { tasks: 2 }).join('\n');
  expect(two).toMatch(/^Order/m);
  expect(two).toContain('this order');
});

test('within 80 columns, but for a command that is longer', () => {
  for (const line of screenOf(['src/auth/session.ts', 'docs/api.md'], { tasks: 3 }))
    expect(widthOf(line), line).toBeLessThanOrEqual(80);
});
