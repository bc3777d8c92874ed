import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { makeTeam } from '../support/git-fixture.ts';

test('what git ignores is not for a commit; links between instructions and other names of files are known', async () => {
  const { repo } = makeTeam({
    'package.json': '{ "devDependencies": { "agentic-plan": "1" } }\n',
    'pnpm-lock.yaml': '\n',
    'AGENTS.md': '# Rules\n',
    'opencode.jsonc': '{\n  // ours\n  "model": "x",\n}\n',
    '.gitignore': '.claude/\n.mcp.json\n',
  });
  symlinkSync('AGENTS.md', join(repo.dir, 'CLAUDE.md'));
  const env = { PATH: '/usr/bin:/bin' };
  const written = await callProgram(
    repo.dir,
    ['init', 'claude', 'opencode', 'instructions', 'hooks', '--yes'],
    {
      env,
    },
  );
  expect(written).toMatchObject({ code: 0 });
  const [, commit = ''] = /^commit {2}(.*)$/m.exec(written.stderr) ?? [];
  expect(commit.split(' ').sort()).toEqual([
    '.opencode/plugins/agentic-plan.js',
    'AGENTS.md',
    'opencode.jsonc',
  ]);
  expect(written.stderr).toMatch(
    /\.git\/hooks\/post-merge: this clone’s alone; each clone calls pnpm exec agentic-plan init hooks/,
  );
  expect(written.stderr).toMatch(/^ {8}\.claude\/settings\.json \.mcp\.json: git ignores them here/m);
  expect(readFileSync(join(repo.dir, 'AGENTS.md'), 'utf8')).toContain('`pnpm exec agentic-plan claim <paths');
  expect(existsSync(join(repo.dir, 'opencode.json'))).toBe(false);
  // one part goes, the others stay; then all of it
  await callProgram(repo.dir, ['init', 'opencode', '--undo', '--yes'], { env });
  expect(repo.git('status', '--porcelain')).toMatch(/^ ?M AGENTS\.md\n\?\? CLAUDE\.md$/);
  expect(existsSync(join(repo.dir, '.claude/settings.json'))).toBe(true);
  await callProgram(repo.dir, ['init', '--undo', '--yes'], { env });
  expect(repo.git('status', '--porcelain', '--ignored')).toBe('?? CLAUDE.md');
});

test('--check writes nothing, whatever else is said; a persona with rules of its own is told what it lacks', async () => {
  const { repo } = makeTeam({
    'agents/scrum_master_agent/persona_rules.yaml':
      'role: x\nbackground_coordination:\n  analysis: [y]\n  selection: z\n',
  });
  const told = await callProgram(repo.dir, ['init', 'personas', '--check', '--yes']);
  expect(told).toMatchObject({ code: 1 });
  expect(told.stderr).toMatch(
    /persona_rules\.yaml: it says something of its own.*priorities:.*monitoring:.*memory_patterns:/s,
  );
  expect(told.stderr).not.toMatch(/ {2}analysis:/);
  expect(await callProgram(repo.dir, ['init', 'hooks', '--check', '--yes'])).toMatchObject({ code: 1 });
  expect(repo.git('status', '--porcelain')).toBe('');
  expect(existsSync(join(repo.dir, '.git/hooks/agentic-plan-hook.sh'))).toBe(false);
});
