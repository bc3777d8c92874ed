import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseVariables, withoutCredentials } from '../../../src/core/run/choose-variables.ts';
import { findNames } from '../../../src/core/run/find-names.ts';

/** What an agent with this `pass` sees of variables of these names, each with a value of its own. */
function seen(names: string, ...passes: readonly string[]): string {
  const all = Object.fromEntries(names.split(' ').map((name) => [name, `value of ${name}`]));
  return Object.keys(chooseVariables(all, { passes }).seen).join(' ');
}

describe('what every agent sees', () => {
  test.each([
    'PATH HOME USER SHELL TERM TMPDIR LANG LC_ALL LC_CTYPE TZ XDG_CONFIG_HOME',
    'HTTP_PROXY https_proxy ALL_PROXY no_proxy SSL_CERT_FILE NODE_EXTRA_CA_CERTS REQUESTS_CA_BUNDLE',
    'NVM_DIR ASDF_DATA_DIR PYENV_ROOT RBENV_ROOT CARGO_HOME RUSTUP_HOME GOPATH JAVA_HOME CONDA_PREFIX VIRTUAL_ENV',
    'npm_config_registry NPM_CONFIG_USERCONFIG PNPM_HOME YARN_CACHE_FOLDER',
    'SystemRoot ComSpec PATHEXT APPDATA ProgramFiles(x86)',
    'GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL GIT_CONFIG_GLOBAL GIT_SSL_CAINFO',
  ])('%s', (names) => {
    expect(seen(names)).toBe(names);
  });

  test.each([
    ['what nobody listed', 'COUNT DATABASE_URL MY_APP_MODE'],
    ['keys of others', 'ANTHROPIC_API_KEY OPENAI_API_KEY AWS_ACCESS_KEY_ID STRIPE_KEY'],
    [
      'secrets among what is listed',
      'NODE_AUTH_TOKEN YARN_NPM_AUTH_TOKEN CARGO_REGISTRY_TOKEN UV_PUBLISH_TOKEN',
    ],
    [
      'what speaks for the user',
      'GITHUB_TOKEN GH_TOKEN GITLAB_TOKEN SSH_AUTH_SOCK GIT_ASKPASS GIT_SSH_COMMAND',
    ],
    [
      'another repository',
      'GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_CONFIG_COUNT GIT_CONFIG_KEY_0 AGENTIC_CLAIM',
    ],
  ])('not %s', (_, names) => {
    expect(seen(names)).toBe('');
  });
});

describe('what `pass` adds', () => {
  test.each([
    ['by name', 'COUNT COUNTER', ['COUNT'], 'COUNT'],
    [
      'by the beginning',
      'AWS_REGION AWS_SECRET_ACCESS_KEY AW',
      ['AWS_*'],
      'AWS_REGION AWS_SECRET_ACCESS_KEY',
    ],
    ['all', 'COUNT STRIPE_KEY', ['*'], 'COUNT STRIPE_KEY'],
    ['a token, by its name', 'GH_TOKEN GITHUB_TOKEN', ['GH_TOKEN'], 'GH_TOKEN'],
    ['the ssh agent, by its name', 'SSH_AUTH_SOCK', ['SSH_AUTH_SOCK'], 'SSH_AUTH_SOCK'],
    ['letters as they are', 'count', ['COUNT'], ''],
    ['never an outer run', 'AGENTIC_CLAIM GIT_DIR', ['AGENTIC_CLAIM', 'AGENTIC_*', 'GIT_DIR', '*'], ''],
  ])('%s', (_, names, passes, wanted) => {
    expect(seen(names, ...passes)).toBe(wanted);
  });

  test.each([
    'GITHUB_TOKEN GH_TOKEN GH_ENTERPRISE_TOKEN GITHUB_PAT COPILOT_GITHUB_TOKEN HOMEBREW_GITHUB_API_TOKEN',
    'GITLAB_TOKEN GITLAB_PRIVATE_TOKEN GL_TOKEN CI_JOB_TOKEN CI_JOB_JWT CI_REGISTRY_PASSWORD CI_REPOSITORY_URL',
    'BITBUCKET_TOKEN BITBUCKET_APP_PASSWORD GITEA_TOKEN FORGEJO_TOKEN AZURE_DEVOPS_EXT_PAT SYSTEM_ACCESSTOKEN',
    'ACTIONS_RUNTIME_TOKEN ACTIONS_ID_TOKEN_REQUEST_URL GITHUB_ENV GITHUB_OUTPUT INPUT_TOKEN',
    'GIT_ASKPASS SSH_ASKPASS GIT_SSH GIT_SSH_COMMAND GCM_CREDENTIAL_STORE GIT_PASSWORD SSH_AUTH_SOCK',
    'CLAUDECODE CLAUDE_CODE_SESSION_ID CLAUDE_PROJECT_DIR CODEX_THREAD_ID',
  ])('no `*` means %s', (names) => {
    const begun = names.split(' ').map((name) => `${name.slice(0, 3)}*`);
    expect(seen(names, '*', ...begun)).toBe('');
    expect(seen(names, ...names.split(' '))).toBe(names);
  });

  test('a token under a second name is as much a token', () => {
    const all = { GITHUB_TOKEN: 'one-and-the-same', NPM_TOKEN: 'one-and-the-same', OTHER: 'another-value' };
    expect(chooseVariables(all, { passes: ['*'] }).leftOut).toEqual(['GITHUB_TOKEN', 'NPM_TOKEN']);
    expect(chooseVariables(all, { passes: ['NPM_TOKEN'] }).seen).toEqual({ NPM_TOKEN: 'one-and-the-same' });
  });

  test('as on Windows, where Path is PATH', () => {
    const all = { Path: 'p', SYSTEMROOT: 'r', count: '1' };
    expect(chooseVariables(all, { passes: ['COUNT'], foldCase: true }).leftOut).toEqual([]);
  });
});

test('each variable is seen or left out, but for what a shell sets for itself', () => {
  const names = fc.stringMatching(/^[A-Z_]{1,12}$/);
  fc.assert(
    fc.property(fc.dictionary(names, fc.string()), fc.array(names), (all, passes) => {
      const { seen: some, leftOut } = chooseVariables(all, { passes });
      expect([...Object.keys(some), ...leftOut].filter((name) => name !== '_').sort()).toEqual(
        Object.keys(all)
          .filter((name) => name !== '_')
          .sort(),
      );
    }),
  );
  expect(chooseVariables({ _: 'x', OLDPWD: 'x', SHLVL: '1' }, { passes: [] }).leftOut).toEqual([]);
});

test('`setup` and `verify` see all but what speaks for the user to git and the forge', () => {
  const kept = 'PATH COUNT DATABASE_PASSWORD NPM_TOKEN SSH_AUTH_SOCK CI GITHUB_SHA';
  const gone =
    'GITHUB_TOKEN GITLAB_TOKEN GIT_ASKPASS GIT_SSH_COMMAND GIT_DIR ACTIONS_RUNTIME_TOKEN AGENTIC_CLAIM';
  const all = Object.fromEntries(`${kept} ${gone}`.split(' ').map((name) => [name, name]));
  expect(Object.keys(withoutCredentials(all).seen).join(' ')).toBe(kept);
});

test.each([
  ['KEY is missing', 'KEY'],
  ['$KEY, %OTHER%', 'KEY OTHER'],
  ['MY_KEY KEYS key KEY2 _KEY', ''],
  ['"KEY":1', 'KEY'],
])('the names in a log: %s', (text, wanted) => {
  expect(findNames(text, ['KEY', 'OTHER']).join(' ')).toBe(wanted);
});
