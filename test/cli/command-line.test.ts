import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/command-list.ts';
import { runCli } from '../support/cli.ts';
import { makeFolder, makeRepository } from '../support/git-fixture.ts';

describe('the command line', () => {
  const folder = makeFolder();

  test('--version is the package’s', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(await runCli(folder, ['--version'])).toMatchObject({
      code: 0,
      stdout: `${version}\n`,
      stderr: '',
    });
  });

  test('--help lists what is for people, and `help --all` the plumbing too', async () => {
    const { stdout } = await runCli(folder, ['--help']);
    const all = (await runCli(folder, ['help', '--all'])).stdout;
    for (const { name, hidden } of COMMANDS) {
      expect(stdout.includes(`\n  ${name} `)).toBe(hidden !== true);
      expect(all).toContain(`\n  ${name} `);
    }
  });

  test('every command that is listed loads', async () => {
    for (const { load } of COMMANDS) expect(await load()).toBeTypeOf('function');
  });

  test('a word that is no command is named, with the nearest one', async () => {
    const { code, stderr } = await runCli(folder, ['stauts']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^agentic-plan: stauts is not a command; did you mean status\?/);
    expect((await runCli(folder, ['\u001b[31m'])).stderr).not.toContain('\u001b');
  });

  test.each([
    ['lock', 'claim'],
    ['unlock', 'release'],
    ['list', 'status'],
    ['ls', 'status'],
    ['start', 'run'],
    ['t.yaml', 'agentic-plan plan --tasks t.yaml'],
  ])('what other tools call %s is %s here', async (word, ours) => {
    const { code, stderr } = await runCli(folder, [word]);
    expect(code).toBe(2);
    expect(stderr).toMatch(new RegExp(`^agentic-plan: ${word} is not a command;.*did you mean ${ours}\\?\n`));
  });

  test.each(['plan', 'run'])('%s with a task file by itself: the line that was meant', async (command) => {
    const { code, stderr } = await runCli(folder, [command, 'my tasks.yaml']);
    expect(code).toBe(2);
    expect(stderr).toContain(`did you mean agentic-plan ${command} --tasks 'my tasks.yaml'?`);
  });

  test('a -- ends the options of a command that runs none', async () => {
    const { dir } = makeRepository();
    const said = JSON.parse((await runCli(dir, ['status', '--json', '--', '-x'])).stdout);
    expect(said.problems).toMatchObject([{ code: 'path-not-there' }]);
  });

  test('outside of a repository: exit code 2, what and the remedy; in JSON one object on stdout', async () => {
    const { code, stderr, stdout } = await runCli(folder, []);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/is not in a git repository\n {2}go to one/);
    const json = await runCli(folder, ['status', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      outcome: 'failed',
      problems: [{ code: 'not-a-repository' }],
    });
  });

  test.each([
    [['claim'], /no path to claim/],
    [['claim', '--', 'ls', '-l'], /claim -- ls -l: no path .*\n {2}agentic-plan claim <path> -- ls -l\n/],
    [['claim', 'src', '--'], /nothing stands after --/],
    [['claim', 'x', '--lease', '30'], /--lease 30: .*did you mean 30m\?/],
    [['claim', 'x', '--wait', '25'], /--wait 25: .*did you mean 25s\?/],
    [['claim', 'x', '--lease', '2 hours'], /did you mean 2h\?/],
    [['claim', 'x', '--quiet', '--lease', '0'], /--lease 0/],
    [['claim', 'x', '--lease', '0'], /--lease 0/],
    [['claim', 'x', '--lease', '-1s'], /--lease -1s/],
    [['claim', 'x', '--lease', '1000000000h'], /from 1m to 24h/],
    [['claim', 'x', '--wait', 'NaN'], /--wait NaN/],
    [['status', '--nonsense'], /unknown option/],
  ])('row 59: %j is refused with exit code 2', async (args, words) => {
    const { code, stderr } = await runCli(makeRepository().dir, args);
    expect(code).toBe(2);
    expect(stderr).toMatch(words);
  });

  test('-C may stand before the command', async () => {
    const { dir } = makeRepository();
    expect((await runCli(folder, ['-C', dir, 'status'])).code).toBe(0);
  });
});
