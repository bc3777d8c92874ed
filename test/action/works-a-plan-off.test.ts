import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepArtifact, makeCiTeam, type Row } from '../support/ci-fixture.ts';
import { type Files, makeFolder } from '../support/git-fixture.ts';
import { runAction } from '../support/run-action.ts';

const AGENT = `
  console.log('::add-mask::x');
  console.log(JSON.stringify(process.env));
  for (const path of JSON.parse(process.env.AGENTIC_PATHS)) require('fs').appendFileSync(path, '// looked at\\n');
`;
const WORD = 'open sesame, of this house';
const TOKEN = 'ghs_aVerySecretTokenOfThisJob1234';

/** A push to a branch of the team's, and the runner's variables of one run of its workflow. */
function workflowOf(push: {
  readonly files: Files;
  readonly actor?: string;
  readonly message?: string;
  /** Where files come from, by their new names. */
  readonly base?: Readonly<Record<string, string>>;
  readonly sender?: { readonly type: string };
}) {
  const team = makeCiTeam({
    tasks: [],
    settings: {
      agents: { bot: { command: [process.execPath, '-e', AGENT], pass: ['HOUSE_WORD'] } },
      rules: { 'code-review': 'off', 'test-coverage': 'off', 'documentation-update': 'off' },
    },
    files: { 'src/a.ts': 'export const a = 1;\n', ...push.base },
  });
  const before = team.remote.tip('main');
  const message = push.message ?? 'auth';
  team.remote.commit(push.files, { branch: 'fix/422', parents: ['main'], message });
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_RUN_ID: '77',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_REF_NAME: 'fix/422',
    GITHUB_ACTOR: push.actor ?? 'ana',
    GITHUB_TOKEN: TOKEN,
    XDG_CACHE_HOME: team.env['XDG_CACHE_HOME'] ?? '',
    HOUSE_WORD: WORD, // as the workflow gives it to the agent's step: from the secret of that name
  };
  const step = (inputs: Readonly<Record<string, string>>, temp = makeFolder()) => {
    const repo = team.remote.clone();
    repo.git('checkout', '-q', '--detach', 'origin/fix/422');
    const payload = {
      ref: 'refs/heads/fix/422',
      before,
      repository: { default_branch: 'main' },
      sender: push.sender,
    };
    return runAction({ repo, event: 'push', payload, inputs, env, temp });
  };
  return { team, step };
}

const SETTINGS = Array.from({ length: 20 }, (_, at) => `key${at} = ${at}\n`).join('');
const FILES = { 'src/login/auth.ts': 'export const login = (password: string) => password === "x";\n' };

test('the commands of the Action work a plan off; nothing of an agent speaks to the runner, and no token leaves', async () => {
  const { team, step } = workflowOf({ files: FILES });
  const planned = await step({ command: 'plan', claim: 'true' });
  expect(planned.code, planned.log).toBe(0);
  expect(planned.outputs.get('has-tasks')).toBe('true');
  const run = planned.outputs.get('run') ?? '';
  expect(run).toMatch(/^fix-422-/);
  const { include: rows } = JSON.parse(planned.outputs.get('matrix') ?? '') as { include: Row[] };
  const results = makeFolder();
  const logs: string[] = [];
  const printed: string[] = [];
  for (const { task } of rows) {
    const temp = makeFolder();
    for (const command of ['begin', 'work', 'end']) {
      const done = await step({ command, run, wave: '1', task }, temp);
      logs.push(done.log);
      if (command === 'begin') printed.push(done.outputs.get('log-folder') ?? '');
      if (command === 'work')
        expect(done.log.indexOf(`::add-mask::${WORD}`), done.log).toBeGreaterThanOrEqual(0);
      if (command === 'end') keepArtifact(Object.fromEntries(done.outputs), results);
    }
  }
  const at = { run, wave: '1', results };
  const verified = await step({ command: 'verify', ...at });
  const said = Object.fromEntries(
    ['tree', 'verified', 'left'].map((name) => [name, verified.outputs.get(name) ?? '']),
  );
  const published = await step({ command: 'publish', ...at, ...said });
  expect(published.outputs.get('published'), published.log).toBe(String(rows.length));
  expect(team.remote.git('show', 'agentic/fix-422:src/login/auth.ts')).toContain('// looked at');
  expect(logs.join('')).not.toContain('::add-mask::x');
  for (const log of [...logs, verified.log, published.log])
    expect(log.replaceAll(`::add-mask::${TOKEN}`, '')).not.toContain(TOKEN);
  // the agent's own log is an artifact beside its result: it saw nothing of the runner's, and tells no secret
  const [name = ''] = readdirSync(results);
  expect(readdirSync(join(results, name))).not.toContain('log.txt');
  const log = readFileSync(join(printed[0] ?? '', 'log.txt'), 'utf8');
  expect(log).toContain('"HOUSE_WORD":"***"');
  expect(log).not.toContain(WORD);
  expect(log).not.toMatch(/GITHUB_(?!ACTIONS)|INPUT_|RUNNER_|ghs_/);
  expect(team.remote.git('for-each-ref', 'refs/agentic/locks')).toBe('');
});

test.each([
  ['bot', { files: FILES, actor: 'renovate[bot]' }],
  ['own', { files: FILES, message: 'x\n\nAgentic-Task: main-12345678/a c-0123456789ab\n' }],
  ['a bot whose name does not show it', { files: FILES, actor: 'Copilot', sender: { type: 'Bot' } }],
  ['sensitive', { files: { ...FILES, '.claude/settings.json': '{}' } }],
  [
    'settings that leave their place',
    {
      files: { ...FILES, '.codex/config.toml': null, 'old.toml': SETTINGS },
      base: { '.codex/config.toml': SETTINGS },
    },
  ],
] as const)('no agent starts by itself: %s', async (_why, push) => {
  const { team, step } = workflowOf(push);
  const planned = await step({ command: 'plan', claim: 'true' });
  expect(planned.code, planned.log).toBe(0);
  expect(planned.outputs.get('has-tasks')).toBe('false');
  expect(planned.log).toContain('no agent starts');
  expect(team.remote.git('for-each-ref', 'refs/agentic')).toBe('');
});
