import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { countPushes } from '../support/ci-fixture.ts';
import { runCli } from '../support/cli.ts';
import { JOB_TOKEN, openPullRequest, type PullRequestWorld } from '../support/fake-github/pull-request.ts';
import { type GitFixture, makeRepository } from '../support/git-fixture.ts';
import { type ActRun, makeStore, OWN, runAct } from './run-act.ts';

const BRANCH = 'refs/heads/agentic/feature-login';
const WORKFLOW = '.github/workflows/agentic-plan.yml';

/** Two chains of three tasks: each wave has one of each. */
const SIX = `
  work:
    - { task: a, writes: [out/a.txt] }
    - { task: b, writes: [out/b.txt] }
    - { task: c, depends_on: a, writes: [out/c.txt] }
    - { task: d, depends_on: b, writes: [out/d.txt] }
    - { task: e, depends_on: c, writes: [out/e.txt] }
    - { task: f, depends_on: d, writes: [out/f.txt] }`;

/** As short as it can be: a task, and one that needs it; two that need nobody. */
export const CHAIN = `
  work:
    - { task: a, writes: [out/a.txt] }
    - { task: b, depends_on: a, writes: [out/b.txt] }`;
export const PAIR = `
  work:
    - { task: a, writes: [out/a.txt] }
    - { task: b, writes: [out/b.txt] }`;

const OWN_AGENT = 'own: { command: [node, agent.mjs], at_once: 6 }';

const configOf = (agents: string, workflows: string, retries: number): string => `agents: { ${agents} }
verify: node check.mjs
limits: { agents: 6 }
retries: ${retries}
rules: { security-audit: off, code-review: off, test-coverage: off, documentation-update: off }
workflows:${workflows}
`;

/** A script of the base: what its agent or its test does. `task`, `fs` and `store`, the artifacts of the run, are there. */
const scriptOf = (does: string, store: string): string => `import * as fs from 'node:fs';
const task = process.env.AGENTIC_TASK;
const store = ${JSON.stringify(store)};
fs.mkdirSync('out', { recursive: true });
${does}
`;

/** The work of a task, as every other one does it. */
export const WRITES = "fs.writeFileSync('out/' + task + '.txt', task + '\\n');";

/** A pull request of a repository whose base has the workflow that `init` writes. */
export interface WavesWorld extends AsyncDisposable {
  readonly pull: PullRequestWorld;
  readonly store: string;
  /** One run of the workflow. */
  run(
    wish?: Partial<
      Pick<
        Parameters<typeof runAct>[0],
        'run' | 'attempt' | 'event' | 'payload' | 'actor' | 'interruptedBy' | 'instead'
      >
    >,
  ): Promise<ActRun>;
  /** The files of the result branch, by name; empty: there is no branch. */
  results(): readonly string[];
  /** Of the result branch. */
  textOf(file: string): string;
  /** Its commits, each the work of a task. */
  published(): readonly string[];
  /** Refs below refs/agentic/locks/. */
  locks(): readonly string[];
  /** Counts what the remote takes from here on. */
  pushes(): () => number;
  /** Runs of the workflow that were asked for. */
  dispatched(): readonly { readonly workflow: string; readonly ref: string; readonly inputs: unknown }[];
}

export async function openWaves(
  wish: {
    readonly agent?: string;
    readonly waves?: number;
    readonly workflows?: string;
    readonly check?: string;
    readonly retries?: number;
    /** Entries of `agents` in the configuration. */
    readonly agents?: string;
  } = {},
): Promise<WavesWorld> {
  const store = makeStore();
  const config = configOf(wish.agents ?? OWN_AGENT, wish.workflows ?? SIX, wish.retries ?? 1);
  const base = {
    '.agentic-planrc.yaml': config,
    [WORKFLOW]: await writtenByInit(config, wish.waves ?? 3),
    'agent.mjs': scriptOf(wish.agent ?? WRITES, store),
    'check.mjs': scriptOf(wish.check ?? '', store),
  };
  const pull = await openPullRequest({
    base,
    files: { 'x.txt': 'changed\n' },
    may: { contents: 'write', pulls: 'write', actions: 'write' },
  });
  const clone = pull.remote.clone();
  const git = (...args: readonly string[]): readonly string[] =>
    pull.remote
      .git(...args)
      .split('\n')
      .filter(Boolean);
  return {
    pull,
    store,
    run: (given = {}) =>
      runAct({
        clone,
        github: pull.github,
        event: 'pull_request',
        payload: { ...pull.payload, number: 7, repository: REPOSITORY },
        token: JOB_TOKEN,
        store,
        ...given,
      }),
    results: () =>
      git('for-each-ref', BRANCH).length === 0 ? [] : git('ls-tree', '-r', '--name-only', BRANCH, 'out/'),
    textOf: (file) => pull.remote.git('show', `${BRANCH}:${file}`),
    published: () => git('log', '--format=%H %s', '--grep=^Agentic-Task:', BRANCH),
    pushes: () => countPushes(pull.remote),
    dispatched: () => pull.github.world.dispatches,
    locks: () => git('for-each-ref', '--format=%(refname)', 'refs/agentic/locks/'),
    [Symbol.asyncDispose]: () => pull[Symbol.asyncDispose](),
  };
}

/** As every event tells it. */
export const REPOSITORY = { full_name: 'acme/shop', default_branch: 'main' };

const written = new Map<string, string>();

/** By the program itself. */
async function writtenByInit(config: string, waves: number): Promise<string> {
  const known = written.get(`${waves} ${config}`);
  if (known !== undefined) return known;
  const repo: GitFixture = makeRepository();
  writeFileSync(path.join(repo.dir, '.agentic-planrc.yaml'), config);
  const action = `${OWN.action}@${OWN.commit}`;
  const words = ['init', '--ci', 'github', '--yes', '--waves', String(waves), '--action', action];
  const done = await runCli(repo.dir, words);
  if (done.code !== 0) throw new Error(done.stderr);
  const text = readFileSync(path.join(repo.dir, WORKFLOW), 'utf8');
  written.set(`${waves} ${config}`, text);
  return text;
}
