import * as v from 'valibot';
import { expect, test } from 'vitest';
import { planSchema } from '../../scripts/schemas/plan-schema.ts';
import { runDismiss } from '../../src/cli/commands/decisions/dismiss.ts';
import { runExplain } from '../../src/cli/commands/explain.ts';
import { runPlan } from '../../src/cli/commands/plan/plan.ts';
import { runCommand } from '../support/command-context.ts';
import { makeTeam } from '../support/git-fixture.ts';

const RULE = '{ paths: ["src/**"], priority: 40 }';
const CONFIGURATION = `batch: { by: directory }
rules:
  style-check: ${RULE}
  wording-check: ${RULE}
  licence-check: ${RULE}
limits: { tasks: 9 }
`;
const OPTIONS = { base: 'main' };

test('tasks of a batch are explained together, dismissed one by one or all, and a batch of one is none', async () => {
  const { repo } = makeTeam({ '.agentic-planrc.yaml': CONFIGURATION, 'src/a.css': 'a {}\n' });
  repo.git('checkout', '-q', '-b', 'work');
  repo.commit({ 'src/a.css': 'a { color: red }\n' });
  const plan = async () => {
    const { result } = await runCommand(runPlan, repo.dir, { json: true, options: OPTIONS });
    const made = v.parse(planSchema, JSON.parse(result).plan);
    return made.tasks.map((task) => task.members?.map(({ kind }) => kind) ?? task.kind);
  };
  const dismiss = (...operands: string[]) => runCommand(runDismiss, repo.dir, { operands, options: OPTIONS });
  const see = () => runCommand(runDismiss, repo.dir, { operands: [], options: { ...OPTIONS, list: true } });
  expect(await plan()).toEqual([['licence-check', 'style-check', 'wording-check']]);
  const { result: json } = await runCommand(runPlan, repo.dir, { json: true, options: OPTIONS });
  const member: string = JSON.parse(json).plan.tasks[0].members[2].id;
  const explained = await runCommand(runExplain, repo.dir, { operands: [member], options: OPTIONS });
  expect(explained.result).toMatch(/src \(3 tasks\)\n +batch-src-[0-9a-f]{8}\n/);
  expect(explained.result).toMatch(/joins +licence-check-[0-9a-f]{8}: /);
  expect((await dismiss(member)).result).toMatch(/^dismissed: wording-check-[0-9a-f]{8}, /);
  await see();
  expect(await plan()).toEqual([['licence-check', 'style-check']]);
  await dismiss('1');
  await see();
  expect(await plan()).toEqual([]);
});
