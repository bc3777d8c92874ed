import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { hooksIn } from '../../src/core/agents/hooks/installed-hooks.ts';
import { CLI, parseJson, runCli } from '../support/cli.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';

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
  const found = parseJson(await runCli(repo.dir, ['doctor', '--json'], { env }));
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
  await runCli(repo.dir, ['init', 'claude', 'hooks', '--yes'], { env });
  repo.commit({}, { branch: 'later', at: Math.round(Date.now() / 1000) + 3600 });
  repo.git('push', '-q', 'origin', 'later');
  const found = parseJson(await runCli(repo.dir, ['doctor', '--json'], { env }));
  expect(found).toMatchObject({
    hooks_fired: ['.claude/settings.json', expect.stringContaining('agentic-plan-hook.sh')],
    agents_started: ['codex codex 1.2'],
  });
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
