import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';

const TASKS = 'version: 1\ntasks: [{ id: one, title: One, writes: [a.txt] }]\n';
const CONFIGURATION = `agents:
  ada:
    preset: claude-code
    model: big-1
    args: [--add-dir, "{prompt_file}", "{{braces}}", '{"a": 1}']
    prompt: .agents/ada.md
`;

/** A clone, and a `claude` on PATH that notes its words and its prompt. */
function prepare(files: Readonly<Record<string, string>>) {
  const bin = makeFolder();
  const seen = join(makeFolder(), 'seen.json');
  const script = `#!${process.execPath}
const { readFileSync, writeFileSync, appendFileSync } = require('node:fs');
const stdin = readFileSync(0, 'utf8');
writeFileSync(${JSON.stringify(seen)}, JSON.stringify({ argv: process.argv.slice(2), stdin, file: process.env.AGENTIC_PROMPT }));
appendFileSync('a.txt', 'x');
`;
  writeFileSync(join(bin, 'claude'), script);
  chmodSync(join(bin, 'claude'), 0o755);
  const { repo } = makeTeam({
    'a.txt': 'a\n',
    '.agents/ada.md': 'Small steps.\n',
    '.agentic-planrc.yaml': CONFIGURATION,
    'tasks.yaml': TASKS,
    ...files,
  });
  const env = { PATH: `${bin}:${process.env['PATH']}` };
  const run = (...args: readonly string[]) =>
    callProgram(repo.dir, ['run', '--tasks', 'tasks.yaml', ...args], { env });
  const told = (): { readonly argv: readonly string[]; readonly stdin: string; readonly file: string } =>
    JSON.parse(readFileSync(seen, 'utf8'));
  return { repo, run, told };
}

describe('the words that an agent is started with', () => {
  it('are the preset’s, the model and what the team adds; its text is in the prompt', async () => {
    const { run, told } = prepare({});
    expect(await run()).toMatchObject({ code: 0 });
    const { argv, stdin, file } = told();
    expect(argv.slice(0, 3)).toEqual(['-p', '--permission-mode', 'acceptEdits']);
    expect(argv.slice(-6)).toEqual(['--model', 'big-1', '--add-dir', file, '{braces}', '{"a": 1}']);
    expect(argv).toContain('Bash(agentic-plan claim:*)');
    expect(argv).not.toContain('--settings');
    expect(stdin).toMatch(/\n## From the team\n\nSmall steps\.\n\n## Rules\n/);
  });

  it('name the settings of a team that has some, which are not read by themselves', async () => {
    const { run, told } = prepare({ '.claude/settings.json': '{}\n' });
    expect(await run()).toMatchObject({ code: 0 });
    expect(told().argv.slice(0, 3)).toEqual(['--settings', '.claude/settings.json', '-p']);
  });

  it('do not name settings that another agent of the run has changed', async () => {
    const { run, told } = prepare({
      '.claude/settings.json': '{}\n',
      'tasks.yaml':
        'tasks:\n- { id: wide, writes: [.claude/], command: [sh, -c, "echo {} >> .claude/settings.json"] }\n- { id: one, writes: [a.txt], needs: [wide] }\n',
    });
    expect(await run()).toMatchObject({ code: 0 });
    expect(told().argv).not.toContain('--settings');
  });

  it('not those that lie in the checkout and are not the repository’s', async () => {
    const { repo, run, told } = prepare({});
    mkdirSync(join(repo.dir, '.claude'));
    writeFileSync(join(repo.dir, '.claude', 'settings.json'), '{}');
    expect(await run()).toMatchObject({ code: 0 });
    expect(told().argv).not.toContain('--settings');
  });

  it('are shown before', async () => {
    const { stdout } = await prepare({}).run('--dry-run');
    expect(stdout).toMatch(
      /^Agent {5}ada: claude -p .* --model big-1 --add-dir '\{prompt_file\}' '\{braces\}'/m,
    );
    expect(stdout).toMatch(
      /^ {10}and --settings \.claude\/settings\.json, if the repository has \.claude\/settings\.json$/m,
    );
  });
});
