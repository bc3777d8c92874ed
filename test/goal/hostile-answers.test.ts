import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { planGoal } from '../../src/cli/commands/goal/plan-goal.ts';
import { runCommand } from '../support/command-context.ts';
import { type GitFixture, makeFolder, makeTeam } from '../support/git-fixture.ts';

// An agent that does what a document told it, or breaks down: what it leaves is refused by name, and nothing is there that
// was not there before.

const FILE = 'tasks-goal.yaml';
const GOOD = `fs.writeFileSync(file, '{"tasks":[{"id":"one","title":"One","writes":["a.txt"],"acceptance":["done"]}]}');`;

let repo: GitFixture;
let desk: string;
let home: string;

beforeAll(() => {
  home = makeFolder();
  desk = join(home, 'desk');
  mkdirSync(desk);
  const agent = `const fs = require('node:fs'), path = require('node:path');
const file = process.env.AGENTIC_ANSWER, desk = ${JSON.stringify(desk)};
fs.appendFileSync(desk + '/asked', 'x');
fs.writeFileSync(desk + '/folder', process.cwd());
eval(fs.readFileSync(desk + '/script.cjs', 'utf8'));`;
  writeFileSync(join(home, 'agent.cjs'), agent);
  const command = [process.execPath, join(home, 'agent.cjs')];
  const agents = {
    able: { command },
    slow: { command, timeout: '1s' },
    gone: { command: ['/no/such/program'] },
  };
  const settings = (name: string): string => JSON.stringify({ agents, roles: { sma: { agents: [name] } } });
  ({ repo } = makeTeam({
    'a.txt': 'a\n',
    ...Object.fromEntries(Object.keys(agents).map((name) => [`${name}.json`, settings(name)])),
  }));
});

const stateOf = (): string =>
  [
    repo.git('for-each-ref'),
    repo.git('status', '--porcelain', '--ignored'),
    repo.git('rev-parse', 'HEAD'),
  ].join('\n');

async function ask(script: string, agent = 'able') {
  writeFileSync(join(desk, 'asked'), '');
  writeFileSync(join(desk, 'script.cjs'), script);
  const said = await runCommand(planGoal, repo.dir, {
    options: { goal: 'goal', fresh: true, config: `${agent}.json` },
    json: true,
    command: 'plan',
    env: { HOME: home, XDG_CACHE_HOME: join(home, 'cache'), PATH: process.env['PATH'] },
  });
  const { problems } = JSON.parse(said.result) as { readonly problems: readonly { readonly code: string }[] };
  const asked = readFileSync(join(desk, 'asked'), 'utf8').length;
  return { ...said, codes: problems.map(({ code }) => code), asked };
}

const folderOfAgent = (): string => readFileSync(join(desk, 'folder'), 'utf8');

describe('an agent that is asked for tasks', () => {
  it.each([
    ['leaves 10 MB', `fs.writeFileSync(file, 'x'.repeat(10_000_000))`, 'file-too-large'],
    ['leaves a link', `fs.symlinkSync('/etc/passwd', file)`, 'file-not-regular'],
    ['leaves a pipe', `require('node:child_process').execFileSync('mkfifo', [file])`, 'file-not-regular'],
    [
      'leads us elsewhere',
      `const at = path.dirname(file); fs.rmSync(at, { recursive: true }); fs.symlinkSync(desk, at); fs.writeFileSync(desk + '/tasks.yaml', 'mine');`,
      'proposal-missing',
    ],
    ['leaves it in another place', `fs.writeFileSync('tasks.yaml', '{"tasks":[]}')`, 'proposal-missing'],
  ])('and %s is refused when it was asked twice', async (_, script, code) => {
    const before = stateOf();
    const said = await ask(script);
    expect(said).toMatchObject({ asked: 2, codes: [code, 'proposal-refused'] });
    expect(said.result).not.toContain('root:');
    expect(stateOf()).toBe(before);
    expect(existsSync(folderOfAgent())).toBe(false);
  });

  it('never makes us write or remove where a link of its own leads', () => {
    expect(readFileSync(join(desk, 'tasks.yaml'), 'utf8')).toBe('mine');
    expect(existsSync(join(desk, 'prompt.md'))).toBe(false);
  });

  it.each([
    ['fails', `${GOOD} process.exit(3);`, 'able', 'planner-failed', 1],
    ['takes too long', `${GOOD} setInterval(() => {}, 1_000);`, 'slow', 'planner-timed-out', 1],
    ['cannot be started', '', 'gone', 'planner-not-started', 0],
  ])('and %s is asked no more, and what it wrote is not taken', async (_, script, agent, code, asked) => {
    const before = stateOf();
    expect(await ask(script, agent)).toMatchObject({ codes: [code], asked });
    expect(stateOf()).toBe(before);
  });

  it('and writes into the checkout, or pushes, is told of; its own branches go with its folder', async () => {
    const before = repo.git('for-each-ref');
    const stray = join(repo.dir, 'stray.txt');
    const git = `const { execFileSync } = require('node:child_process'); execFileSync('git', ['checkout', '-qb', 'mine']);`;
    const said = await ask(`${GOOD} ${git} fs.writeFileSync(${JSON.stringify(stray)}, 'x');`);
    expect(said).toMatchObject({ code: 0, codes: ['planner-strayed'], asked: 1 });
    expect(said.result).toContain('stray.txt');
    rmSync(stray);
    rmSync(join(repo.dir, FILE));
    expect(repo.git('for-each-ref')).toBe(before);
    expect(repo.git('status', '--porcelain')).toBe('');
  });
});
