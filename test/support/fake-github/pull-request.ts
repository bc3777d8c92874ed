import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { callAction } from '../call-action.ts';
import { type Files, type GitFixture, makeFolder, makeRepository } from '../git-fixture.ts';
import { type ActionRun, runAction } from '../run-action.ts';
import { type FakeGithub, serveGithub } from './serve.ts';
import type { FakeToken } from './world.ts';

export const JOB_TOKEN = 'ghs_16C7e42F292c6912E7710c838347Ae178B4a';
const BOT = 'github-actions[bot]';
const lines = (...changed: readonly string[]): string =>
  Array.from({ length: 20 }, (_, at) => changed[at] ?? `export const line${at} = ${at};`).join('\n');

/** A pull request on the double of GitHub, and the checkout that a job has of it. */
export interface PullRequestWorld extends AsyncDisposable {
  readonly github: FakeGithub;
  readonly remote: GitFixture;
  /** One commit, detached, as `actions/checkout` makes it without further words: the merge of the pull request. */
  readonly checkout: GitFixture;
  readonly payload: { pull_request: Record<string, unknown> };
  /** The Action on it, in this process. */
  run(given?: StepOfPull): Promise<LoggedRun>;
  /** The built one, in a process of its own: for what happens at once. */
  start(given?: StepOfPull): Promise<LoggedRun>;
}

export interface StepOfPull {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly payload?: unknown;
  readonly event?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** `argv` is what git was started with, all calls together. */
export type LoggedRun = ActionRun & { readonly argv: string };

/** #7, `feature/login` into `main`; `codex/rate-limit` changes the same lines. */
export async function openPullRequest(
  given: {
    readonly files?: Files;
    readonly base?: Files;
    readonly may?: FakeToken['may'];
    readonly title?: string;
    /** Where an Enterprise Server has its API. */
    readonly prefix?: string;
  } = {},
): Promise<PullRequestWorld> {
  const { may = { contents: 'read', pulls: 'write' }, title = 'Log in' } = given;
  const remote = makeRepository({ bare: true });
  remote.commit({ 'src/auth/session.ts': lines(), 'README.md': '# shop\n' });
  for (let at = 0; at < 3; at++) remote.commit({ 'notes.md': `${at}\n`, ...(at === 2 ? given.base : {}) });
  const base = remote.tip('main');
  const files = given.files ?? { 'src/auth/session.ts': lines('export const line0 = "login";') };
  const from = { parents: [base] };
  const head = remote.commit(files, { branch: 'feature/login', ...from });
  const theirs = { 'src/auth/session.ts': lines('export const line0 = "limit";') };
  remote.commit(theirs, { branch: 'codex/rate-limit', author: 'Ana', ...from });
  const merge = remote.commit(files, { branch: 'merge', parents: [base, head] });
  remote.git('update-ref', 'refs/pull/7/merge', merge);
  remote.git('update-ref', '-d', 'refs/heads/merge');
  const github = await serveGithub({
    bare: remote.dir,
    tokens: { [JOB_TOKEN]: { login: BOT, may } },
    pulls: { 7: { branch: 'feature/login', title } },
    ...(given.prefix === undefined ? {} : { prefix: given.prefix }),
  });
  const checkout = checkOut(remote, github.gitUrl);
  const repo = { full_name: 'acme/shop' };
  const payload = {
    pull_request: {
      number: 7,
      title,
      head: { sha: head, ref: 'feature/login', repo },
      base: { sha: base, ref: 'main', repo },
    },
  };
  return {
    github,
    remote,
    checkout,
    payload,
    run: (wish = {}) =>
      runLogged(callAction, { github, checkout }, { event: 'pull_request', payload, ...wish }),
    start: (wish = {}) =>
      runLogged(runAction, { github, checkout }, { event: 'pull_request', payload, ...wish }),
    [Symbol.asyncDispose]: () => github[Symbol.asyncDispose](),
  };
}

function checkOut(remote: GitFixture, url: string): GitFixture {
  const checkout = makeRepository();
  checkout.git('remote', 'add', 'origin', `file://${remote.dir}`);
  checkout.git('fetch', '-q', '--depth=1', 'origin', '+refs/pull/7/merge:refs/remotes/pull/7/merge');
  checkout.git('checkout', '-q', '--detach', 'refs/remotes/pull/7/merge');
  checkout.git('remote', 'set-url', 'origin', url);
  return checkout;
}

async function runLogged(
  step: typeof callAction,
  { github, checkout }: Pick<PullRequestWorld, 'github' | 'checkout'>,
  ask: StepOfPull & { readonly event: string; readonly payload: unknown },
): Promise<LoggedRun> {
  const bin = makeFolder();
  const log = path.join(bin, 'argv');
  writeFileSync(log, '');
  writeFileSync(
    path.join(bin, 'git'),
    `#!/bin/sh\nprintf '%s\\n' "$*" >> '${log}'\nexec /usr/bin/git "$@"\n`,
  );
  chmodSync(path.join(bin, 'git'), 0o755);
  const run = await step({
    repo: checkout,
    event: ask.event,
    payload: ask.payload,
    inputs: { token: JOB_TOKEN, ...ask.inputs },
    env: { ...github.env, GITHUB_RUN_ID: '77', PATH: `${bin}:/usr/bin:/bin`, ...ask.env },
  });
  return { ...run, argv: readFileSync(log, 'utf8') };
}
