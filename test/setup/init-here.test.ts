import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { parseJson } from '../support/cli.ts';
import { type GitFixture, makeFolder, makeTeam } from '../support/git-fixture.ts';

const SETTINGS =
  '{\n  // what we like\n  "permissions": {\n    "allow": [\n      "Bash(npm test:*)"\n    ]\n  }\n}\n';
const FILES = {
  'package.json': '{ "scripts": { "test": "vitest" } }\n',
  'CLAUDE.md': '# Rules\n\nBe kind.',
  '.claude/settings.json': SETTINGS,
  'agents/scrum_master_agent/persona_rules.yaml': 'role: "Scrum Master"\noutput_format: |\n  {{ a }}\n',
  'templates/sma_persona_rules.yaml.j2': 'model: "{{ default_model }}"\n',
};

/** A machine with these agents. */
function envWith(...agents: readonly string[]): Readonly<Record<string, string>> {
  const bin = makeFolder();
  for (const agent of agents) writeFileSync(join(bin, agent), '#!/bin/sh\n', { mode: 0o755 });
  return { PATH: [bin, '/usr/bin', '/bin'].join(delimiter) };
}

/** Every file of the checkout and every hook, with its bytes and mode. */
const stateOf = (repo: GitFixture): string =>
  readdirSync(repo.dir, { recursive: true, encoding: 'utf8' })
    .filter(
      (name) => !name.startsWith('.git/') || (name.startsWith('.git/hooks/') && !name.endsWith('.sample')),
    )
    .filter((name) => statSync(join(repo.dir, name)).isFile())
    .map(
      (name) =>
        `${name} ${statSync(join(repo.dir, name)).mode} ${readFileSync(join(repo.dir, name), 'base64')}`,
    )
    .sort()
    .join('\n');

const read = (repo: GitFixture, path: string): string => readFileSync(join(repo.dir, path), 'utf8');

test('all agents that are here take part; a second run changes nothing, and the way back gives the same bytes', async () => {
  const { repo } = makeTeam(FILES);
  const env = envWith('claude', 'codex', 'copilot', 'gemini', 'opencode');
  const before = stateOf(repo);
  const shown = await callProgram(repo.dir, ['init'], { env });
  expect(shown).toMatchObject({ code: 1, stderr: expect.stringContaining('--yes writes it') });
  expect(shown.stdout).toContain('+++ b/.claude/settings.json');
  expect(stateOf(repo)).toBe(before);
  const written = await callProgram(repo.dir, ['init', '--yes'], { env });
  expect(written).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(
      /^commit {2}\S.*AGENTS\.md .*\nnot {5}\.git\/hooks\/\S+ .*this clone’s alone.*trust this folder.*codex asks once/ms,
    ),
  });
  expect(read(repo, '.agentic-planrc.yaml')).toMatch(
    /claude: \{ preset: claude-code \}.*verify: "npm test"/s,
  );
  expect(read(repo, '.claude/settings.json')).toMatch(/what we like.*agentic-plan hook agent claude/s);
  expect(read(repo, 'agents/scrum_master_agent/persona_rules.yaml')).toMatch(
    /\{\{ a \}\}.*background_coordination:/s,
  );
  expect(read(repo, 'CLAUDE.md')).toContain('Before your first edit');
  expect(await callProgram(repo.dir, ['plan', '--offline'], { env })).toMatchObject({ code: 0 });
  const after = stateOf(repo);
  expect(await callProgram(repo.dir, ['init', '--yes'], { env })).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/^nothing to do/),
  });
  expect(stateOf(repo)).toBe(after);
  expect(await callProgram(repo.dir, ['init', '--undo', '--yes'], { env })).toMatchObject({ code: 0 });
  expect(stateOf(repo)).toBe(before);
});

test('a part can be named, refused and taken back alone', async () => {
  const { repo } = makeTeam(FILES);
  const env = envWith('claude', 'codex');
  await callProgram(repo.dir, ['init', 'codex', '--yes'], { env: envWith() });
  expect(existsSync(join(repo.dir, '.codex/hooks.json'))).toBe(true);
  expect(existsSync(join(repo.dir, 'AGENTS.md'))).toBe(false);
  const json = parseJson(
    await callProgram(repo.dir, ['init', '--without', 'hooks', 'codex', '--json'], { env }),
  );
  const paths = (json['files'] as readonly { readonly path: string }[]).map(({ path }) => path);
  expect(paths).toContain('.mcp.json');
  expect(paths.filter((path) => /hooks\/pre|codex/.test(path))).toEqual([]);
  await callProgram(repo.dir, ['init', 'codex', '--undo', '--yes'], { env });
  expect(existsSync(join(repo.dir, '.codex'))).toBe(false);
});

test('hooks that are there keep their bytes and run; ours come first, so that one that ends early hides nothing', async () => {
  const { repo } = makeTeam({ 'a.txt': 'one\n' });
  const hooks = join(repo.dir, '.git/hooks');
  mkdirSync(hooks, { recursive: true });
  writeFileSync(join(hooks, 'pre-commit'), '#!/bin/sh\necho theirs > ran.txt\n', { mode: 0o755 });
  writeFileSync(join(hooks, 'pre-push'), '#!/bin/sh\nexec true\n', { mode: 0o755 });
  const before = stateOf(repo);
  await callProgram(repo.dir, ['init', 'hooks', '--yes'], { env: envWith() });
  expect(readFileSync(join(hooks, 'pre-commit'), 'utf8')).toMatch(
    /^#!\/bin\/sh\n.*agentic-plan-hook\.sh" pre-commit.*\necho theirs/s,
  );
  expect(readFileSync(join(hooks, 'pre-push'), 'utf8')).toMatch(
    /pre-push "\$@".*END_OF_REFS.*\nexec true\n$/s,
  );
  expect(readFileSync(join(hooks, 'post-merge'), 'utf8')).toMatch(/^#!\/bin\/sh\n/);
  repo.git('commit', '-q', '--allow-empty', '-m', 'x');
  expect(existsSync(join(repo.dir, 'ran.txt'))).toBe(true);
  writeFileSync(join(repo.dir, 'ran.txt'), '');
  await callProgram(repo.dir, ['init', 'hooks', '--undo', '--yes'], { env: envWith() });
  expect(stateOf(repo).replace(/\n?^ran\.txt.*/m, '')).toBe(before);
});

test('husky’s hooks are in the checkout, and core.hooksPath stays as it is', async () => {
  const { repo } = makeTeam({ '.husky/pre-commit': 'npm test\n' });
  repo.git('config', 'core.hooksPath', '.husky/_');
  await callProgram(repo.dir, ['init', 'hooks', '--yes'], { env: envWith() });
  expect(read(repo, '.husky/pre-commit')).toMatch(
    /sh \.husky\/agentic-plan-hook\.sh pre-commit.*\nnpm test\n$/s,
  );
  expect(repo.git('config', 'core.hooksPath')).toBe('.husky/_');
  expect(readdirSync(join(repo.dir, '.git/hooks')).filter((name) => !name.endsWith('.sample'))).toEqual([]);
});

test('what a person has changed, and what cannot be changed without losing something, stays and is told', async () => {
  const { repo } = makeTeam({ ...FILES, '.mcp.json': '{ "mcpServers": {}, "mcpServers": {} }\n' });
  const env = envWith('claude');
  const first = await callProgram(repo.dir, ['init', '--yes'], { env });
  expect(first.stderr).toContain('.mcp.json: it is not one JSON object');
  writeFileSync(join(repo.dir, 'AGENTS.md'), read(repo, 'AGENTS.md').replace('Exit 3', 'Exit three'));
  const again = await callProgram(repo.dir, ['init', '--yes'], { env });
  expect(again.stderr).toMatch(/AGENTS\.md: what init wrote there was changed by hand since/);
  expect(read(repo, 'AGENTS.md')).toContain('Exit three');
  const undone = await callProgram(repo.dir, ['init', '--undo', '--yes'], { env });
  expect(undone.stderr).toContain('AGENTS.md');
  expect(read(repo, 'AGENTS.md')).toContain('Exit three');
  expect(read(repo, '.mcp.json')).toBe('{ "mcpServers": {}, "mcpServers": {} }\n');
});

test('a configuration that is broken is told of, and nothing is written', async () => {
  const { repo } = makeTeam({ ...FILES, '.agentic-planrc.yaml': 'agents: [\n' });
  const before = stateOf(repo);
  expect(await callProgram(repo.dir, ['init', '--yes'], { env: envWith('claude') })).toMatchObject({
    code: 2,
  });
  expect(stateOf(repo)).toBe(before);
});

test('a folder of hooks that takes no files is told of, and all the rest is set up', async () => {
  const { repo } = makeTeam({ 'a.txt': 'one\n' });
  mkdirSync(join(repo.dir, '.git/hooks'), { recursive: true });
  chmodSync(join(repo.dir, '.git/hooks'), 0o555);
  const told = await callProgram(repo.dir, ['init', '--yes'], { env: envWith('claude') });
  expect(told).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/\.git\/hooks\/pre-commit: its folder takes no file.*chmod u\+w/s),
  });
  expect(read(repo, '.claude/settings.json')).toContain('agentic-plan hook agent claude');
  expect(readdirSync(join(repo.dir, '.git/hooks')).filter((name) => name.includes('agentic'))).toEqual([]);
});
