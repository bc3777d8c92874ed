import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { readPlanFile } from '../../src/core/plan/read-plan-file.ts';
import { callProgram } from '../support/call-program.ts';
import { parseJson } from '../support/cli.ts';
import { makeTeam } from '../support/git-fixture.ts';

const schema = JSON.parse(readFileSync(new URL('../../schema/plan.schema.json', import.meta.url), 'utf8'));

test('the plan on the table is the published plan file', async () => {
  const { repo, remote } = makeTeam({ 'src/a.ts': '1\n' });
  repo.commit({
    'agent.sh': 'exit 1\n',
    '.agentic-planrc.yaml': 'retries: 0\nagents: { bot: { command: [sh, agent.sh] } }\n',
    'tasks.yaml': 'tasks: [{id: t1, title: a, writes: [src/a.ts]}]\n',
  });
  await callProgram(repo.dir, ['run', '--tasks', 'tasks.yaml']);
  const ref = remote.git('for-each-ref', '--format=%(refname)', 'refs/agentic/runs').split('\n')[0] ?? '';
  const kept = remote.git('show', `${ref}:plan.json`);
  expect(new Ajv({ strict: false }).validate(schema, JSON.parse(kept))).toBe(true);
  expect(readPlanFile(kept)).toMatchObject({ kind: 'plan', tasks: [{ id: 't1', agent: 'bot' }] });
  const said = parseJson(await callProgram(repo.dir, ['plan', '--json', '--tasks', 'tasks.yaml']));
  const { as_of: _, inputs_digest: __, ...rest } = JSON.parse(kept);
  expect(said['plan']).toMatchObject({ run: rest.run, tasks: rest.tasks });
});
