import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CliResult, runCli } from '../support/cli.ts';
import { type GitFixture, makeFolder, makeTeam } from '../support/git-fixture.ts';

/** A team with a `claude` on PATH that answers as it was told. */
export interface GoalWorld {
  readonly repo: GitFixture;
  readonly remote: GitFixture;
  /** One script for each time that it is asked; `answer(text)` writes the task file. As a worker it appends to its files. */
  readonly answers: (...scripts: readonly string[]) => void;
  readonly call: (...args: readonly string[]) => Promise<CliResult>;
  /** The prompts that it was asked with. */
  readonly prompts: () => readonly string[];
  /** All of the clone that an agent has no business with. */
  readonly state: () => string;
}

const FILES = {
  'README.md': '# shop\n',
  'src/config.ts': 'export const config = {};\n',
  'src/routes.ts': 'export const routes = [];\n',
};

const AGENT = `#!${process.execPath}
const fs = require('node:fs'), path = require('node:path');
const { AGENTIC_ANSWER: file, AGENTIC_PATHS: paths, AGENTIC_PROMPT: prompt } = process.env;
const here = DESK;
const answer = (text) => fs.writeFileSync(file, text);
if (file === undefined)
  for (const one of JSON.parse(paths)) {
    fs.mkdirSync(path.dirname(one), { recursive: true });
    fs.appendFileSync(one, 'worked\\n');
  }
else {
  const n = fs.readdirSync(here).filter((name) => name.startsWith('prompt-')).length + 1;
  fs.copyFileSync(prompt, here + '/prompt-' + n + '.md');
  const script = here + '/answer-' + n + '.cjs';
  if (fs.existsSync(script)) eval(fs.readFileSync(script, 'utf8'));
}
`;

export function makeGoalWorld(more: Readonly<Record<string, string>> = {}): GoalWorld {
  const home = makeFolder();
  const desk = join(home, 'desk');
  const bin = join(home, 'bin');
  for (const folder of [desk, bin]) mkdirSync(folder);
  writeFileSync(join(bin, 'claude'), AGENT.replace('DESK', JSON.stringify(desk)));
  chmodSync(join(bin, 'claude'), 0o755);
  const { repo, remote } = makeTeam({ ...FILES, ...more });
  const env = {
    HOME: home,
    XDG_CACHE_HOME: join(home, 'cache'),
    PATH: `${bin}:${process.env['PATH']}`,
    COLUMNS: '80',
  };
  const promptAt = (n: number): string => join(desk, `prompt-${n}.md`);
  return {
    repo,
    remote,
    answers: (...scripts) =>
      scripts.forEach((script, at) => {
        writeFileSync(join(desk, `answer-${at + 1}.cjs`), script);
      }),
    call: (...args) => runCli(repo.dir, args, { env }),
    prompts: () => {
      const found: string[] = [];
      while (existsSync(promptAt(found.length + 1)))
        found.push(readFileSync(promptAt(found.length + 1), 'utf8'));
      return found;
    },
    state: () =>
      [
        repo.git('for-each-ref'),
        repo.git('status', '--porcelain', '--ignored'),
        repo.git('stash', 'list'),
        repo.git('worktree', 'list'),
        repo.git('rev-parse', 'HEAD'),
        repo.git('ls-files', '--stage', '--debug'),
        readFileSync(join(repo.dir, '.git', 'config'), 'utf8'),
        remote.git('for-each-ref'),
      ].join('\n'),
  };
}

export const answering = (answer: object | string): string =>
  `answer(${JSON.stringify(typeof answer === 'string' ? answer : JSON.stringify(answer))});`;

export const LIMITER = {
  id: 'limiter',
  title: 'Write a rate limiter',
  why: 'The API has none',
  writes: ['src/config.ts'],
  creates: ['src/limit.ts'],
  estimate: 25,
  acceptance: ['npm test passes'],
};
export const ROUTES = {
  id: 'routes',
  title: 'Put the limiter before all routes',
  writes: ['src/routes.ts'],
  reads: ['src/limit.ts'],
  needs: ['limiter'],
  acceptance: ['every route answers 429 above the limit'],
};
export const GOOD = { version: 1, tasks: [LIMITER, ROUTES] };
