import { describe, expect, test } from 'vitest';
import { sshSettingsFor, sshSettingsIn } from '../../src/git/ssh-settings.ts';
import { sshWithoutAsking } from '../../src/git/ssh-without-asking.ts';

type Environment = Readonly<Record<string, string>>;
const NONE = { command: undefined, variant: undefined };

describe('what keeps ssh from asking', () => {
  test.each<
    [
      name: string,
      settings: { command?: string; variant?: string },
      env: Environment,
      wanted: string | undefined,
    ]
  >([
    ['nothing is set', {}, {}, 'ssh -o BatchMode=yes'],
    ['the clone’s own command', { command: 'ssh -i ~/.ssh/work' }, {}, 'ssh -i ~/.ssh/work -o BatchMode=yes'],
    [
      'a path in quotes',
      { command: '"/opt/my tools/ssh" -4' },
      {},
      '"/opt/my tools/ssh" -4 -o BatchMode=yes',
    ],
    [
      'the environment comes first',
      { command: 'ssh -i a' },
      { GIT_SSH_COMMAND: 'ssh -i b' },
      'ssh -i b -o BatchMode=yes',
    ],
    ['GIT_SSH is a program', {}, { GIT_SSH: "/it's/ssh" }, `'/it'\\''s/ssh' -o BatchMode=yes`],
    [
      'and comes after the clone’s command',
      { command: 'ssh -v' },
      { GIT_SSH: '/x/ssh' },
      'ssh -v -o BatchMode=yes',
    ],
    ['plink', {}, { GIT_SSH_COMMAND: 'C:\\putty\\plink.exe -ssh' }, 'C:\\putty\\plink.exe -ssh -batch'],
    ['tortoise', { command: 'TortoisePlink.exe' }, {}, 'TortoisePlink.exe -batch'],
    [
      'a wrapper whose kind is said',
      { command: 'work-ssh', variant: 'ssh' },
      {},
      'work-ssh -o BatchMode=yes',
    ],
    ['said by the environment', { command: 'x' }, { GIT_SSH_VARIANT: 'plink' }, 'x -batch'],
    ['a wrapper of which nothing is known is left as it is', { command: 'work-ssh' }, {}, undefined],
    ['one that is simple, too', { command: 'ssh', variant: 'simple' }, {}, undefined],
  ])('%s', (_name, settings, env, wanted) => {
    expect(sshWithoutAsking({ ...NONE, ...settings }, env)['GIT_SSH_COMMAND']).toBe(wanted);
  });
});

test.each([
  ['ssh://git@host/x.git', true],
  ['git@host:x.git', true],
  ['git+ssh://host/x', true],
  ['https://host/x.git', false],
  ['/srv/x.git', false],
  ['file:///srv/x.git', false],
])('%s leads over ssh: %s', (url, isSsh) => {
  expect(sshSettingsFor(url, []) !== undefined).toBe(isSsh);
});

test('settings are read from the environment that git gets, insteadOf included', () => {
  const env = {
    GIT_CONFIG_COUNT: '3',
    GIT_CONFIG_KEY_0: 'Core.SSHCommand',
    GIT_CONFIG_VALUE_0: 'ssh -i key',
    GIT_CONFIG_KEY_1: 'url.git@host:.insteadof',
    GIT_CONFIG_VALUE_1: 'https://host/',
    GIT_CONFIG_KEY_2: 'ssh.variant',
    GIT_CONFIG_VALUE_2: 'ssh',
  };
  expect(sshSettingsIn(env, 'https://host/x.git')).toEqual({ command: 'ssh -i key', variant: 'ssh' });
  expect(sshSettingsIn(env, 'https://other/x.git')).toBeUndefined();
});
