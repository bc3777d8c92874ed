import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { makeTeam } from '../support/git-fixture.ts';

const PAGE = readFileSync(new URL('../../docs/goal.md', import.meta.url), 'utf8');
const blocks = (language: string): readonly string[] =>
  [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, text = '']) => text,
  );

it('docs/goal.md shows a planner, a configuration and commands that make what it shows', async () => {
  const [file = '', configuration = ''] = blocks('yaml');
  const { repo, remote } = makeTeam({
    'src/config.ts': 'a\n',
    'src/routes.ts': 'a\n',
    'planner.sh': blocks('sh')[0] ?? '',
    '.agentic-planrc.yaml': configuration,
  });
  const [plan = '', edit = '', run = ''] = (blocks('console')[0] ?? '').trim().split('\n');
  const [, goal = ''] = /^\$ agentic-plan plan --goal "(.*)"$/.exec(plan) ?? [];
  const planned = await callProgram(repo.dir, ['plan', '--goal', goal]);
  expect(planned).toMatchObject({ code: 0, stdout: expect.stringContaining('2 tasks, proposed by planner') });
  const name = edit.split(' ').at(-1) ?? '';
  expect(readFileSync(join(repo.dir, name), 'utf8')).toBe(file);
  expect(run).toBe(`$ agentic-plan run --tasks ${name}`);
  expect(await callProgram(repo.dir, ['run', '--dry-run', '--tasks', name])).toMatchObject({ code: 0 });
  expect(remote.git('for-each-ref', 'refs/agentic')).toBe('');
});
