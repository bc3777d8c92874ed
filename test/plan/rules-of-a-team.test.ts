import { expect, test } from 'vitest';
import { runPlan } from '../../src/cli/commands/plan/plan.ts';
import { runCommand } from '../support/command-context.ts';
import { makeRepository } from '../support/git-fixture.ts';

test('a line of a hostile change does not hold up a pattern, and what matches is evidence', async () => {
  const repository = makeRepository();
  repository.commit({
    'a.py': 'x = 1\n',
    '.agentic-planrc.yaml':
      "rules: {no-print: {paths: ['**'], lines: '^\\s*print\\(', languages: [python]}, slow: {paths: ['**'], lines: '(a|a)*(a|a)*(a|a)*b'}}\n",
  });
  repository.git('checkout', '-q', '-b', 'feature');
  repository.commit({ 'a.py': `x = 1\nprint(x)\ny = "${'a'.repeat(100_000)}"\n`, 'b.js': 'print(1)\n' });
  const { result } = await runCommand(runPlan, repository.dir, { json: true, options: { base: 'main' } });
  const { tasks } = JSON.parse(result).plan;
  expect(tasks).toMatchObject([
    {
      kind: 'no-print',
      files: ['a.py'],
      evidence: [{ kind: 'asked', rule: 'no-print', file: 'a.py', line: 2, text: 'print(x)' }],
    },
  ]);
});
