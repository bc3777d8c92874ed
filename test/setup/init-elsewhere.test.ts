import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { callProgram } from '../support/call-program.ts';
import { type GitFixture, makeFolder, makeTeam } from '../support/git-fixture.ts';

const NOBODY = { PATH: '/usr/bin:/bin' };
const init = (dir: string, ...words: readonly string[]) =>
  callProgram(dir, ['init', ...words, '--yes'], { env: NOBODY });
const read = (repo: GitFixture, path: string): string => readFileSync(join(repo.dir, path), 'utf8');
const ourHooks = (repo: GitFixture): readonly string[] =>
  readdirSync(join(repo.dir, '.git/hooks')).filter((name) => !name.endsWith('.sample'));

test('in a linked worktree the files are its own, and git’s hooks those of all', async () => {
  const { repo } = makeTeam();
  const tree = join(makeFolder(), 'tree');
  repo.git('worktree', 'add', '-q', tree);
  expect(await init(tree, 'hooks', 'instructions')).toMatchObject({ code: 0 });
  expect(existsSync(join(tree, 'AGENTS.md'))).toBe(true);
  expect(repo.git('status', '--porcelain')).toBe('');
  expect(ourHooks(repo)).toContain('pre-commit');
  await init(tree, '--undo');
  expect(ourHooks(repo)).toEqual([]);
  expect(existsSync(join(tree, 'AGENTS.md'))).toBe(false);
});

test('from a package of a monorepo the root is set up, with the program that its packages bring', async () => {
  const manifest = '{ "workspaces": ["packages/*"], "devDependencies": { "agentic-plan": "^0.1.0" } }\n';
  const { repo } = makeTeam({ 'package.json': manifest, 'packages/web/package.json': '{}\n' });
  expect(await init(join(repo.dir, 'packages/web'), 'claude', 'instructions')).toMatchObject({ code: 0 });
  const settings = JSON.parse(read(repo, '.claude/settings.json'));
  expect(settings.hooks.SessionEnd[0].hooks[0].command).toBe(
    '"$CLAUDE_PROJECT_DIR"/node_modules/.bin/agentic-plan hook agent claude',
  );
  expect(settings.permissions.allow).toContain('Bash(npx --no-install agentic-plan:*)');
  expect(read(repo, '.mcp.json')).toContain('"--no-install"');
  expect(read(repo, 'AGENTS.md')).toContain('`npx --no-install agentic-plan claim <paths');
  expect(readdirSync(join(repo.dir, 'packages/web'))).toEqual(['package.json']);
  writeFileSync(join(repo.dir, 'package.json'), '{}\n'); // no package of it any more
  await init(repo.dir, '--undo');
  expect(repo.git('status', '--porcelain')).toBe(' M package.json');
});

test('lines that end as on Windows do so in what is added, and are given back', async () => {
  const files = {
    'AGENTS.md': '# Rules\r\nBe kind.\r\n',
    '.claude/settings.json': '{\r\n\t"model": "x"\r\n}\r\n',
    'lefthook.yml': 'min_version: 1.1.1\r\n',
  };
  const { repo } = makeTeam(files);
  await init(repo.dir, 'claude', 'hooks', 'instructions');
  for (const [path, before] of Object.entries(files)) {
    expect(read(repo, path).length).toBeGreaterThan(before.length);
    expect(read(repo, path), path).not.toMatch(/[^\r]\n/);
  }
  await init(repo.dir, '--undo');
  for (const [path, before] of Object.entries(files)) expect(read(repo, path)).toBe(before);
});

test('a persona stays YAML, its template expressions and all that it says stay as they are', async () => {
  const persona = readFileSync('test/fixtures/personas/sma_persona_rules.yaml.j2', 'utf8');
  const { repo } = makeTeam({ 'templates/sma_persona_rules.yaml.j2': persona });
  const shown = await callProgram(repo.dir, ['init', 'personas', '--check'], { env: NOBODY });
  expect(shown).toMatchObject({ code: 1 });
  await init(repo.dir, 'personas');
  const text = read(repo, 'templates/sma_persona_rules.yaml.j2');
  expect(text.startsWith(persona)).toBe(true);
  expect(text.slice(persona.length)).not.toMatch(/\{[{%#]/);
  const { background_coordination: ours, ...theirs } = parse(text);
  expect(Object.keys(ours)).toEqual(['analysis', 'selection', 'priorities', 'monitoring', 'memory_patterns']);
  expect(theirs).toEqual(parse(persona));
  await init(repo.dir, 'personas', '--undo');
  expect(read(repo, 'templates/sma_persona_rules.yaml.j2')).toBe(persona);
});

test('two at once leave every file whole and once; a link in the place of a settings file is not followed', async () => {
  const { repo } = makeTeam();
  const theirs = join(makeFolder(), 'settings.json');
  writeFileSync(theirs, '{ "model": "x" }\n');
  mkdirSync(join(repo.dir, '.claude'));
  symlinkSync(theirs, join(repo.dir, '.claude/settings.json'));
  const both = await Promise.all(
    [1, 2].map(() => init(repo.dir, 'claude', 'codex', 'hooks', 'instructions')),
  );
  for (const { code, stderr } of both) expect([0, 1, 3], stderr).toContain(code);
  expect(both.some(({ stderr }) => /settings\.json: .* is no regular file/.test(stderr))).toBe(true);
  expect(readFileSync(theirs, 'utf8')).toBe('{ "model": "x" }\n');
  expect(read(repo, 'AGENTS.md').match(/agentic-plan:begin/g)).toHaveLength(1);
  expect(JSON.parse(read(repo, '.codex/hooks.json')).hooks.PreToolUse).toHaveLength(1);
  expect(await init(repo.dir, 'codex', 'hooks', 'instructions')).toMatchObject({
    stderr: expect.stringMatching(/^nothing to do/),
  });
});
