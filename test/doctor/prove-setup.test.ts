import { appendFileSync, chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { hooksIn } from '../../src/core/agents/hooks/installed-hooks.ts';
import { callProgram } from '../support/call-program.ts';
import { CLI, parseJson } from '../support/cli.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';
import { runGit } from '../support/hooked-team.ts';

function program(folder: string, name: string, text: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
  chmodSync(join(folder, name), 0o755);
}

test('a hook that does not answer is named, with the part that writes it anew', async () => {
  const { repo } = makeTeam();
  const bin = makeFolder();
  program(bin, 'agentic-plan', 'echo no such module >&2; exit 1');
  mkdirSync(join(repo.dir, '.claude'));
  const hook = { command: 'agentic-plan hook agent claude' };
  writeFileSync(join(repo.dir, '.claude/settings.json'), JSON.stringify({ hooks: [hook] }));
  const env = { PATH: `${bin}${delimiter}${process.env['PATH']}` };
  const found = parseJson(await callProgram(repo.dir, ['doctor', '--json'], { env }));
  expect(found['problems']).toMatchObject([
    { code: 'hook-silent', message: expect.stringContaining('no such module') },
  ]);
});

test('hooks are called, agents are started, and clocks compared', async () => {
  const { repo } = makeTeam({ '.agentic-planrc.yaml': 'agents: { codex: {}, gemini: {} }\n' });
  const bin = makeFolder();
  program(bin, 'agentic-plan', `exec '${process.execPath}' '${CLI}' "$@"`);
  program(bin, 'codex', '[ "$1" = --version ] && echo codex 1.2 || exit 1');
  program(bin, 'gemini', 'echo broken >&2; exit 7');
  const env = { PATH: `${bin}${delimiter}${process.env['PATH']}` };
  await callProgram(repo.dir, ['init', 'claude', 'opencode', 'hooks', '--yes'], { env });
  appendFileSync(join(repo.dir, '.git/hooks/pre-commit'), 'touch theirs-was-started\n');
  // not by the fixture, whose clock would stay there
  const later = { GIT_COMMITTER_DATE: `${Math.round(Date.now() / 1000) + 3600} +0000` };
  const made = runGit(repo.dir, ['commit-tree', 'HEAD^{tree}', '-m', 'later'], later);
  repo.git('push', '-q', '--no-verify', 'origin', `${made.stderr.trim()}:refs/heads/later`);
  const found = parseJson(await callProgram(repo.dir, ['doctor', '--json'], { env }));
  expect(found).toMatchObject({
    hooks_fired: [
      '.claude/settings.json',
      '.opencode/plugins/agentic-plan.js',
      '.git/hooks/pre-commit',
      '.git/hooks/pre-push',
      '.git/hooks/post-merge',
    ],
    agents_started: ['codex codex 1.2'],
  });
  expect(existsSync(join(repo.dir, 'theirs-was-started'))).toBe(false);
  const codes = (found['problems'] as { readonly code: string }[]).map(({ code }) => code);
  expect(codes.sort()).toEqual(['agent-logged-out', 'agent-not-starting', 'clock-behind']);
});

test('nothing but what set-up writes is ever started', () => {
  const texts = [
    'agentic-plan hook agent claude; rm -rf x',
    'sh -c "agentic-plan hook agent claude"',
    '../agentic-plan hook agent x',
  ];
  expect(hooksIn(JSON.stringify(texts))).toEqual([]);
  expect(
    hooksIn('{ "a": "\\"$CLAUDE_PROJECT_DIR\\"/node_modules/.bin/agentic-plan hook agent claude" }'),
  ).toEqual([['node_modules/.bin/agentic-plan', 'hook', 'agent', 'claude']]);
});

test('each hook that is broken is named: one that sleeps, one without its script, a plugin whose program is gone, a tool that git does not call', async () => {
  const { repo } = makeTeam();
  const bin = makeFolder();
  program(bin, 'agentic-plan', `exec '${process.execPath}' '${CLI}' "$@"`);
  const env = { PATH: `${bin}${delimiter}/usr/bin:/bin` };
  const doctor = async (more: Readonly<Record<string, string>> = env) =>
    (
      parseJson(await callProgram(repo.dir, ['doctor', '--json'], { env: more }))['problems'] as {
        readonly message: string;
        readonly remedy: string;
      }[]
    )
      .map(({ message, remedy }) => `${message} -> ${remedy}`)
      .join('\n');
  await callProgram(repo.dir, ['init', 'opencode', 'hooks', '--yes'], { env });
  expect(await doctor()).not.toMatch(/did not answer|does not call/);
  chmodSync(join(repo.dir, '.git/hooks/pre-push'), 0o644);
  expect(await doctor()).toMatch(/\.git\/hooks\/pre-push was called and did not answer/);
  rmSync(join(repo.dir, '.git/hooks/agentic-plan-hook.sh'));
  expect(await doctor()).toMatch(/post-merge .*agentic-plan-hook\.sh is not beside it.* -> .*init hooks/);
  expect(await doctor({ PATH: '/usr/bin:/bin' })).toMatch(/agentic-plan\.js .*ENOENT.* -> .*init opencode/);
  await callProgram(repo.dir, ['init', '--undo', '--yes'], { env });
  writeFileSync(join(repo.dir, 'lefthook.yml'), '# none\n');
  await callProgram(repo.dir, ['init', 'hooks', '--yes'], { env });
  expect(await doctor()).toMatch(/does not call lefthook.* -> lefthook install/);
});
