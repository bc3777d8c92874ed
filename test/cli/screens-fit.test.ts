import { beforeAll, describe, expect, it } from 'vitest';
import { widthOf } from '../../src/report/layout.ts';
import { callProgram } from '../support/call-program.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';
import { makeStandIns } from '../support/stand-ins.ts';

const LOGIN = 'src/authentication/of-people/login-with-a-second-factor.js';
const FILES = {
  [LOGIN]: 'export const login = () => 1;\n',
  'docs/設計の説明.md': '# `login()` takes nothing\n',
  'package.json': '{ "name": "shop", "private": true, "scripts": { "test": "node -e 0" } }\n',
};
const WORKFLOW =
  'on: push\npermissions: { contents: write }\njobs: { a: { runs-on: x, steps: [{ run: hi }] } }\n';
const TASKS =
  'version: 1\ntasks: [{ id: describe-the-second-factor, title: 二番目の要素を説明する, writes: [docs/**] }]\n';

/** The screens that people see first and most. */
const SCREENS: readonly (readonly string[])[] = [
  [],
  ['explain', '1'],
  ['analyze'],
  ['plan', '--tasks', 'my.yaml'],
  ['plan', '--base', 'HEAD'],
  ['status', '--all', '--ready'],
  ['check'],
  ['claim', LOGIN, 'package.json', 'nowhere.js'],
  ['claim', 'package.json', 'nowhere.js'],
  ['release', 'package.json'],
  ['release', 'not-mine'],
  ['run', '--dry-run'],
  ['run', '--tasks', 'my.yaml'],
  ['run', '--only', 'no-such-task'],
  ['dismiss', '1'],
  ['dismiss', '--list'],
  ['done', 'security-audit', 'src'],
  ['handoff', 'no-such-task'],
  ['doctor'],
  ['claim', 'x', '--lease', '30'],
  ['plan', '--nonsense'],
  ['plan', '--config', 'no/such/file.yaml'],
  ['hook', 'pre-commit'],
  ['hook', 'no-such-hook'],
  ['--help'],
  ['help', 'run'],
];

/** Lines that are wider; one may be that has nothing but a name, beside a mark or a short label. */
const tooWide = (text: string, columns: number): readonly string[] =>
  text.split('\n').filter((line) => {
    const words = line.trim().split(' ');
    const longest = Math.max(...words.map((word) => widthOf(word)));
    return widthOf(line) > columns && widthOf(line.trim()) - longest > 12;
  });

/** Everything where it is tight, and what people look at most where most look at it. */
const CASES = [
  [60, SCREENS],
  [80, SCREENS.filter(([name]) => ['claim', 'status', 'check', 'run'].includes(name ?? ''))],
] as const;

describe.each(CASES)('on a terminal of %i columns', (columns, screens) => {
  let repo: GitFixture;
  let env: Readonly<Record<string, string>>;
  beforeAll(async () => {
    const team = makeTeam(FILES);
    repo = team.repo;
    env = { ...makeStandIns(['claude', 'codex']).env, COLUMNS: String(columns) };
    const ana = team.remote.clone();
    ana.git('checkout', '-q', '-b', 'codex/a-limit-for-how-often-people-may-try-to-log-in');
    ana.commit({ [LOGIN]: 'export const login = () => 2;\n' });
    ana.git('push', '-q', 'origin', 'HEAD');
    const holder = { AGENTIC_HOLDER: 'Ana María de la Concepción' };
    await callProgram(ana.dir, ['claim', LOGIN, '--task', 'return 422 for a bad e-mail address'], {
      env: holder,
    });
    repo.git('checkout', '-q', '-b', 'feature/login');
    repo.commit({
      [LOGIN]: 'export const login = (name) => name;\n',
      '.github/workflows/a.yml': WORKFLOW,
      'my.yaml': TASKS,
    });
    repo.git('fetch', '-q');
  });

  it.each(screens.map((args) => [args.join(' '), args] as const))('agentic-plan %s', async (_, args) => {
    const { stdout, stderr } = await callProgram(repo.dir, args, { env });
    expect(tooWide(stdout + stderr, columns)).toEqual([]);
  });
});
