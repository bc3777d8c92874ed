import { expect, test } from 'vitest';
import { runPlan } from '../../src/cli/commands/plan/plan.ts';
import { runCommand } from '../support/command-context.ts';
import { makeFolder } from '../support/git-fixture.ts';

test.each([
  [{ markdown: true, mermaid: true }, false],
  [{ markdown: true }, true],
])('a plan is said in one way: %j with json %s is refused', async (options, json) => {
  const { code, said, result } = await runCommand(runPlan, makeFolder(), { options, json });
  expect(code).toBe(2);
  expect(said + result).toContain('exclude each other');
});
